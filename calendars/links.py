"""Personal links: of invitees to their invitation, and of users to the feed of their meetings."""

from django.conf import settings

from calendars import tokens
from calendars.models import Feed, Invitation
from contacts.models import Contact

_RESPOND = b"calendars.respond"
_FEED = b"calendars.feed"
_UNSUBSCRIBE = b"calendars.unsubscribe:%b"


def token(invitation: Invitation) -> str:
    """Return the token of an invitation's present link."""
    return tokens.make(_RESPOND, invitation.pk, invitation.generation)


def find(token: str) -> Invitation | None:
    """Return the invitation, its calendar, owner and contact loaded; None for what is no live token."""
    pk = tokens.row_id(token)
    if pk is None:
        return None
    try:
        invitation = Invitation.of_generation(pk)
    except Invitation.DoesNotExist:
        return None
    return invitation if tokens.is_good(token, _RESPOND, invitation.pk, invitation.generation) else None


def respond_url(invitation: Invitation) -> str:
    """Return the address of the page where the invitee answers."""
    return f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/respond/{token(invitation)}/"


def find_feed(token: str) -> Feed | None:
    """Return the feed with its user; None for what is no live token."""
    pk = tokens.row_id(token)
    if pk is None:
        return None
    feed = Feed.objects.select_related("user").filter(pk=pk, user__is_active=True).first()
    return feed if feed and tokens.is_good(token, _FEED, feed.pk, feed.generation) else None


def feed_url(feed: Feed) -> str:
    """Return the address under which a calendar program finds the meetings."""
    return f"{settings.PUBLIC_URL}/api/v1/feeds/{tokens.make(_FEED, feed.pk, feed.generation)}.ics"


def find_recipient(token: str) -> Contact | None:
    """Return the owner's contact whose mail has the link; None for what is no live token."""
    pk = tokens.row_id(token)
    if pk is None:
        return None
    contact = Contact.objects.select_related("owner").filter(pk=pk).first()
    return contact if contact and tokens.is_good(token, _unsubscribing(contact), contact.pk, 1) else None


def unsubscribe_url(contact: Contact) -> str:
    """Return the address at which a recipient stops the mails of an owner; it ends with another address."""
    return f"{settings.PUBLIC_URL}/unsubscribe/{tokens.make(_unsubscribing(contact), contact.pk, 1)}/"


def _unsubscribing(contact: Contact) -> bytes:
    return _UNSUBSCRIBE % contact.email.encode()
