"""What mails about calendars are asked once more when they are about to be sent.

Is there still a reason, and which links do they carry? Each question is one read.
"""

from datetime import datetime

from calendars import emails, ics, links, wording
from calendars.models import Calendar, Invitation, InvitationQuerySet, Meeting, Proposal
from mail.lookups import NOTHING, Fresh
from mail.models import OutgoingMail


def invitation(mail: OutgoingMail, *, now: datetime) -> Fresh | None:  # noqa: ARG001 - as all are called
    """Give the links of an invitation while its own opens something."""
    return _asking(_live(mail))


def reminder(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Give the links of a reminder while there is somebody to remind."""
    return _asking(_live(mail).unanswered().before_deadline(now))


def meeting(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Give the link, unless it was revoked, of a mail about a meeting that is still to come.

    Who wants no questions from the owner is told of the meeting without the owner's own words.
    """
    if not _is_coming(mail, now):
        return None
    invitation = _named(mail)
    link = _with_link(mail, invitation)
    if not _is_unsubscribed(invitation):
        return link
    plain = ics.without_description(mail.calendar_file)
    return Fresh(link.context | {"description": ""}, calendar_file=plain)


def proposal(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Give the link of a question about a meeting to come while nobody has answered it.

    An invitee who wants no questions from the owner is asked none.
    """
    pending = Proposal.objects.pending().filter(pk=emails.proposal_of(mail))
    invitation = Invitation.objects.with_contacts().filter(meetings__proposals__in=pending).first()
    if invitation is None or not _is_coming(mail, now):
        return None
    if "invitation" not in mail.context:
        return NOTHING
    return None if _is_unsubscribed(invitation) else _with_link(mail, invitation)


def proposal_answered(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Add nothing to an answer while the meeting is where the answer says, and still to come."""
    start = mail.context["start" if mail.context["is_accepted"] else "former_start"]
    held = Meeting.objects.confirmed().filter(proposals=emails.proposal_of(mail), start=start)
    return NOTHING if _is_coming(mail, now) and held.exists() else None


def meeting_declined(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Add nothing to what tells an owner, whose calendar is there, of a meeting that would be to come."""
    is_there = Calendar.objects.filter(pk=mail.context["calendar_id"]).exists()
    return NOTHING if is_there and _is_coming(mail, now) else None


def no_meeting(mail: OutgoingMail, *, now: datetime) -> Fresh | None:  # noqa: ARG001 - as all are called
    """Add nothing to what tells somebody of no meeting, if it is so and they want to hear from the owner."""
    left_out = Invitation.objects.subscribed().filter(
        pk=mail.context["invitation"], calendar__status="finalized"
    )
    return NOTHING if left_out.without_meeting().exists() else None


def owner_summary(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Give the schedule of a calendar that is still finalized as it is by now."""
    finalized = Calendar.objects.select_related("owner").filter(status="finalized")
    calendar = finalized.filter(pk=mail.context["calendar_id"]).first()
    if calendar is None:
        return None
    met = calendar.meetings.confirmed().with_people()
    left_out = calendar.invitations.taking_part().without_meeting()
    told = emails.owner_summary(calendar, met, left_out.select_related("contact"), now=now)
    fresh = {name: told.context[name] for name in ("meetings", "left_out")}
    return Fresh(fresh, calendar_file=told.calendar_file)


def meeting_cancelled(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Add nothing to what tells of the end of a meeting that would be to come."""
    return NOTHING if _is_coming(mail, now) else None


def all_answered(mail: OutgoingMail, *, now: datetime) -> Fresh | None:  # noqa: ARG001 - as all are called
    """Add nothing to what tells an owner that nobody is missing, while it is so."""
    calendar = _open(mail)
    return None if calendar is None or calendar.invitations.unanswered().exists() else NOTHING


def deadline_passed(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Name to the owner who has not answered by now, while a deadline is over and somebody is missing."""
    calendar = _open(mail)
    if calendar is None or calendar.deadline is None or calendar.deadline > now:
        return None
    missing = [wording.invitee_name(each) for each in calendar.invitations.late(now)]
    return Fresh({"missing": missing}) if missing else None


def _open(mail: OutgoingMail) -> Calendar | None:
    return Calendar.objects.filter(pk=mail.context["calendar_id"], status="open").first()


def _is_coming(mail: OutgoingMail, now: datetime) -> bool:
    return datetime.fromisoformat(mail.context["end"]) > now


def _named(mail: OutgoingMail) -> Invitation | None:
    return Invitation.objects.with_contacts().filter(pk=mail.context.get("invitation")).first()


def _is_unsubscribed(invitation: Invitation | None) -> bool:
    return invitation is not None and invitation.unsubscribed  # type: ignore[attr-defined]


def _with_link(mail: OutgoingMail, invitation: Invitation | None) -> Fresh:
    is_live = invitation and invitation.generation == mail.context["generation"]
    return Fresh({"respond_url": links.respond_url(invitation)}) if invitation and is_live else NOTHING


def _live(mail: OutgoingMail) -> InvitationQuerySet:
    return Invitation.objects.subscribed().filter(
        pk=mail.context["invitation"], generation=mail.context["generation"], calendar__status="open"
    )


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
