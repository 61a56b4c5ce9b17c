"""What mails about calendars are asked once more when they are about to be sent.

Is there still a reason, and which links do they carry? Each question is one read.
"""

from datetime import datetime

from calendars import links
from calendars.models import Calendar, Invitation, InvitationQuerySet
from mail.lookups import NOTHING, Fresh
from mail.models import OutgoingMail


def invitation(mail: OutgoingMail, *, now: datetime) -> Fresh | None:  # noqa: ARG001 - as all are called
    """Give the links of an invitation while its own opens something."""
    return _asking(_live(mail))


def reminder(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Give the links of a reminder while there is somebody to remind."""
    return _asking(_live(mail).unanswered().before_deadline(now))


def meeting(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Give the link, unless it was revoked, of a mail about a meeting that is still to come."""
    if not _is_coming(mail, now):
        return None
    invitation = _addressed(mail).first()
    return Fresh({"respond_url": links.respond_url(invitation)}) if invitation else NOTHING


def coming(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Add nothing to a mail without links about a meeting that is still to come."""
    return NOTHING if _is_coming(mail, now) else None


def news(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Add nothing to what tells the owner who answered or did not, while it is true."""
    calendar = Calendar.objects.filter(pk=mail.context["calendar_id"], status="open").first()
    if calendar is None:
        return None
    is_anybody_missing = calendar.invitations.unanswered().exists()
    is_over = calendar.deadline is not None and calendar.deadline <= now
    is_true = is_anybody_missing and is_over if mail.template == "deadline_passed" else not is_anybody_missing
    return NOTHING if is_true else None


def _is_coming(mail: OutgoingMail, now: datetime) -> bool:
    return datetime.fromisoformat(mail.context["end"]) > now


def _addressed(mail: OutgoingMail) -> InvitationQuerySet:
    # The owner's mails name no invitation.
    return Invitation.objects.filter(
        pk=mail.context.get("invitation"), generation=mail.context.get("generation")
    )


def _live(mail: OutgoingMail) -> InvitationQuerySet:
    return _addressed(mail).filter(calendar__status="open").subscribed()


def _asking(invitations: InvitationQuerySet) -> Fresh | None:
    """Return the links to answer and to unsubscribe by one click (RFC 2369, RFC 8058)."""
    invitation = invitations.select_related("contact").first()
    if invitation is None:
        return None
    return Fresh(
        context={"respond_url": links.respond_url(invitation)},
        headers={
            "List-Unsubscribe": f"<{links.unsubscribe_url(invitation.contact)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
