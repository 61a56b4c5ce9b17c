"""Personal links in mails."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag(takes_context=True)
def respond_url(context: dict[str, Any]) -> str:
    """Return the invitee's page; where none was looked up, as for a preview, only where we live."""
    return context.get("respond_url") or f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/"
