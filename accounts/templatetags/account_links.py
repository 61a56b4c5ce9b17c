"""Links in mails, derived at the last moment."""

from collections.abc import Callable
from typing import Any

from django import template
from django.conf import settings

from accounts import links
from accounts.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def reset_link(context: dict[str, Any]) -> str:
    """Return the link that sets a new password."""
    return _derive(links.reset_link, context)


@register.simple_tag(takes_context=True)
def verification_link(context: dict[str, Any]) -> str:
    """Return the link that proves the address."""
    return _derive(links.verification_link, context)


def _derive(link: Callable[[User], str], context: dict[str, Any]) -> str:
    user = User.objects.filter(pk=context["user"]).first()
    if context.get("preview") or user is None:
        return f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/"
    # The address that the mail goes to, whatever the account's is by now.
    user.email = context["email"]
    return link(user)
