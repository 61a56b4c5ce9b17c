"""How well a time suits its owner, as an invitee is told."""

from django import template
from django.utils.translation import gettext, gettext_noop

register = template.Library()

# They follow a time, as in "10:00–10:30, for Ana Lee best".
_SUITS = (
    gettext_noop(", for %(owner)s not possible"),
    gettext_noop(", for %(owner)s only possible"),
    gettext_noop(", for %(owner)s good"),
    gettext_noop(", for %(owner)s best"),
)


@register.simple_tag
def suits(wish: int, owner: str) -> str:
    """Say behind a time how well it suits the owner.

    >>> suits(1, "Ana Lee")
    ', for Ana Lee only possible'
    """
    return gettext(_SUITS[wish]) % {"owner": owner}
