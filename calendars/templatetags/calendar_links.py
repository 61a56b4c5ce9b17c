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
    here = f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/"
    if context.get("preview"):
        return here
    invitation = Invitation.objects.filter(pk=context["invitation"], generation=context["generation"]).first()
    return links.respond_url(invitation) if invitation else here
