"""How an invitation stands, as its page says it."""

from datetime import datetime

from calendars import wording
from calendars.models import Invitation, Meeting


def state(invitation: Invitation, now: datetime) -> str:
    """Say what the invitee can do: "open" for everything, else why not."""
    if not invitation.calendar.is_open:
        return "finalized"
    if invitation.is_late(now):
        return "late"
    if invitation.responded_at and not invitation.calendar.allow_changes:
        return "answered"
    return "open"


def meeting(invitation: Invitation) -> Meeting | None:
    """Return the invitee's meeting; a cancelled one counts only where there will be no other."""
    shown = [Meeting.Status.CONFIRMED]
    if not invitation.calendar.is_open:
        shown.append(Meeting.Status.CANCELLED)
    return invitation.meetings.filter(status__in=shown).order_by("-pk").first()


def others(invitation: Invitation) -> list[str]:
    """Return the names of the others who take part, where the owner shows them."""
    calendar = invitation.calendar
    if not calendar.show_invitees:
        return []
    others = calendar.invitations.taking_part().exclude(pk=invitation.pk).select_related("contact")
    return [wording.invitee_name(other) for other in others]
