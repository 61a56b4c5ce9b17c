"""Personal links of invitees: derived from the invitation, kept nowhere.

A token is the invitation's id and a code that only we can make of it (HMAC-SHA256, RFC 2104) under the links'
own key. The code covers the generation too, so that raising it makes every earlier link worthless.
"""

import base64
import hashlib
import hmac
import re

from django.conf import settings

from calendars.models import Invitation

_PURPOSE = b"calendars.respond"  # no token made for anything else under this key is good here
_ID_BYTES = 6
_CODE_BYTES = 24
_TOKEN = re.compile(
    r"[A-Za-z0-9_-]{40}"
)  # 30 bytes are exactly 40 characters, so each token has one spelling


def token(invitation: Invitation) -> str:
    """Return the token of an invitation's present link."""
    return base64.urlsafe_b64encode(_id_bytes(invitation) + _code(invitation)).decode()


def find(token: str) -> Invitation | None:
    """Return the invitation, its calendar, owner and contact loaded; None for what is no live token."""
    if not _TOKEN.fullmatch(token):
        return None
    raw = base64.urlsafe_b64decode(token)
    invitations = Invitation.objects.select_related("calendar__owner", "contact__user")
    invitation = invitations.filter(pk=int.from_bytes(raw[:_ID_BYTES], "big")).first()
    if invitation and hmac.compare_digest(raw[_ID_BYTES:], _code(invitation)):
        return invitation
    return None


def respond_url(invitation: Invitation) -> str:
    """Return the address of the page where the invitee answers."""
    return f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/respond/{token(invitation)}/"


def _id_bytes(invitation: Invitation) -> bytes:
    return invitation.pk.to_bytes(_ID_BYTES, "big")


def _code(invitation: Invitation) -> bytes:
    message = b"%b:%b:%d" % (_PURPOSE, _id_bytes(invitation), invitation.generation)
    return hmac.digest(settings.LINK_SIGNING_KEY.encode(), message, hashlib.sha256)[:_CODE_BYTES]
