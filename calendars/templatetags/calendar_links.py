"""Personal links in mails, derived at the last moment."""

from typing import Any

from django import template
from django.conf import settings

from calendars import links
from calendars.models import Invitation

register = template.Library()


@register.simple_tag(takes_context=True)
def respond_url(context: dict[str, Any]) -> str:
    """Return the invitee's page; for a preview, and where the link was revoked since, only where we live."""
    invitation = Invitation.objects.filter(pk=context["invitation"], generation=context["generation"]).first()
    if context.get("preview") or invitation is None:
        return f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/"
    return links.respond_url(invitation)
