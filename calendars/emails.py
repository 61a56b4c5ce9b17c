"""One function a mail. Times go into the context in UTC, beside the name of the reader's zone."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from accounts.services import addresses
from calendars import entries, ics, wording
from calendars.models import Calendar, Invitation, Meeting, Proposal
from mail import outbox
from mail.models import OutgoingMail
from mail.outbox import Recipient
from mail.rendering import one_line

_PROPOSAL = "proposal:"


def invitation(invitation: Invitation, *, now: datetime) -> OutgoingMail:
    """Ask the invitee for times."""
    return _to_invitee(
        "invitation",
        invitation,
        context={"deadline": _iso(invitation.effective_deadline)},
        dedupe_key=f"invite:{invitation.pk}:{invitation.generation}",
        subject_key=f"invite:{invitation.pk}",
        now=now,
    )


def reminder(invitation: Invitation, *, now: datetime) -> OutgoingMail:
    """Ask the invitee once more."""
    return _to_invitee(
        "reminder",
        invitation,
        context={"deadline": _iso(invitation.effective_deadline)},
        dedupe_key=f"remind:{invitation.pk}:{int(now.timestamp())}",
        subject_key=f"remind:{invitation.pk}",
        now=now,
    )


def meeting(meeting: Meeting, *, now: datetime) -> OutgoingMail:
    """Tell the invitee the time of the meeting, the first or a new one."""
    return _to_invitee(
        "meeting",
        meeting.invitation,
        context=_times(meeting)
        | {
            "google_url": entries.google_url(meeting),
            "outlook_url": entries.outlook_url(meeting),
            "is_moved": meeting.sequence > 0,
        },
        dedupe_key=f"meeting:{meeting.pk}:{meeting.sequence}:request",
        subject_key=f"meeting:{meeting.pk}:invitee",
        calendar_file=ics.request(meeting, now=now),
        calendar_method="REQUEST",
        now=now,
    )


def meeting_cancelled(meeting: Meeting, *, now: datetime) -> OutgoingMail:
    """Tell the invitee that the meeting does not take place."""
    return _to_invitee(
        "meeting_cancelled",
        meeting.invitation,
        context=_times(meeting),
        dedupe_key=f"meeting:{meeting.pk}:{meeting.sequence}:cancel",
        subject_key=f"meeting:{meeting.pk}:invitee",
        calendar_file=ics.cancel(meeting, now=now),
        calendar_method="CANCEL",
        now=now,
    )


def no_meeting(invitation: Invitation, *, now: datetime) -> OutgoingMail:
    """Tell the invitee that the schedule has no time for them."""
    return _to_invitee(
        "no_meeting",
        invitation,
        context={},
        dedupe_key=f"no_meeting:{invitation.pk}:{invitation.calendar.version}",
        subject_key=f"no_meeting:{invitation.pk}",
        now=now,
    )


def proposal(proposal: Proposal, *, now: datetime) -> OutgoingMail:
    """Ask the other side whether a meeting can be at another time."""
    tell = _tell_invitee if proposal.is_of_owner else _tell_owner
    return tell("proposal", proposal, now)


def proposal_answered(proposal: Proposal, *, now: datetime) -> OutgoingMail:
    """Tell the one who asked for another time what the other side says."""
    tell = _tell_owner if proposal.is_of_owner else _tell_invitee
    return tell("proposal_answered", proposal, now)


def meeting_declined(meeting: Meeting, *, now: datetime) -> OutgoingMail:
    """Tell the owner that an invitee takes no part any more, and has no meeting therefore."""
    return _to_owner(
        "meeting_declined",
        meeting.calendar,
        context=_times(meeting)
        | {
            "other": wording.invitee_name(meeting.invitation),
            "message": wording.lines(meeting.invitation.comment),
        },
        dedupe_key=f"meeting:{meeting.pk}:{meeting.sequence}:declined",
        subject_key=f"meeting:{meeting.pk}:owner",
        reply_to=_invitee(meeting.invitation),
        now=now,
    )


def all_answered(calendar: Calendar, *, now: datetime) -> OutgoingMail:
    """Tell the owner that nobody is missing any more."""
    return _to_owner(
        "all_answered",
        calendar,
        context={},
        dedupe_key=f"all_answered:{calendar.pk}:{calendar.version}",
        subject_key=_subject_of_answers(calendar),
        now=now,
    )


def deadline_passed(calendar: Calendar, missing: Iterable[Invitation], *, now: datetime) -> OutgoingMail:
    """Tell the owner who has not answered in time."""
    return _to_owner(
        "deadline_passed",
        calendar,
        context={"missing": [wording.invitee_name(each) for each in missing]},
        dedupe_key=f"deadline:{calendar.pk}:{_iso(calendar.deadline)}",
        subject_key=_subject_of_answers(calendar),
        now=now,
    )


def owner_summary(
    calendar: Calendar, meetings: Iterable[Meeting], left_out: Iterable[Invitation], *, now: datetime
) -> OutgoingMail:
    """Tell the owner the whole schedule."""
    ordered = sorted(meetings, key=lambda meeting: meeting.start)
    return _to_owner(
        "owner_summary",
        calendar,
        context={
            "meetings": [
                _times(meeting) | {"name": wording.invitee_name(meeting.invitation)} for meeting in ordered
            ],
            "left_out": [wording.invitee_name(invitation) for invitation in left_out],
        },
        dedupe_key=f"final:{calendar.pk}:{calendar.version}",
        subject_key=subject_of_summary(calendar),
        calendar_file=ics.published(ordered, now=now),
        calendar_method="PUBLISH",
        now=now,
    )


def subjects_of(invitations: Iterable[Invitation]) -> list[str]:
    """Return the subject keys of what is said about invitations themselves, not about their meetings."""
    kinds = ("invite", "remind", "no_meeting")
    return [f"{kind}:{invitation.pk}" for invitation in invitations for kind in kinds]


def subject_of_summary(calendar: Calendar) -> str:
    """Return the subject key of what the owner is told of the whole schedule."""
    return f"final:{calendar.pk}:owner"


def subjects_for_owner(calendars: Iterable[Calendar]) -> list[str]:
    """Return the subject keys of what owners are told about calendars."""
    kept = list(calendars)
    proposals = Proposal.objects.filter(meeting__calendar__in=kept)
    return [
        *(subject_of_summary(calendar) for calendar in kept),
        *(_subject_of_answers(calendar) for calendar in kept),
        *(subject_of_proposal(proposal) for proposal in proposals),
    ]


def subject_of_proposal(proposal: Proposal) -> str:
    """Return the subject key of what is said about a proposal."""
    return f"{_PROPOSAL}{proposal.pk}"


def proposal_of(mail: OutgoingMail) -> int:
    """Return the id of the proposal that a mail is about."""
    return int(mail.subject_key.removeprefix(_PROPOSAL))


def _subject_of_answers(calendar: Calendar) -> str:
    return f"answers:{calendar.pk}"


def _tell_invitee(template: str, proposal: Proposal, now: datetime) -> OutgoingMail:
    invitation = proposal.meeting.invitation
    reader = one_line(invitation.contact.first_name)
    facts = _about(template, proposal, reader=reader, other=wording.owner_name(proposal.meeting.calendar))
    return _to_invitee(template, invitation, **facts, now=now)


def _tell_owner(template: str, proposal: Proposal, now: datetime) -> OutgoingMail:
    calendar, invitation = proposal.meeting.calendar, proposal.meeting.invitation
    reader, other = wording.owner_name(calendar), wording.invitee_name(invitation)
    facts = _about(template, proposal, reader=reader, other=other)
    return _to_owner(template, calendar, **facts, reply_to=_invitee(invitation), now=now)


def _about(template: str, proposal: Proposal, *, reader: str, other: str) -> dict[str, Any]:
    return {
        "context": _times(proposal)
        | {
            "reader": reader,
            "other": other,
            "former_start": _iso(proposal.meeting.start),
            "former_end": _iso(proposal.meeting.end),
            "message": wording.lines(proposal.message),
            "is_accepted": proposal.status == Proposal.Status.ACCEPTED,
        },
        "dedupe_key": f"{template}:{proposal.pk}",
        "subject_key": subject_of_proposal(proposal),
    }


def _to_owner(template: str, calendar: Calendar, *, context: dict[str, Any], **fields: Any) -> OutgoingMail:
    shared = {
        "calendar": wording.title(calendar),
        "calendar_id": calendar.pk,
        "owner": wording.owner_name(calendar),
        "zone": calendar.owner.time_zone,
    }
    return outbox.draft(template=template, to=_owner(calendar), context=shared | context, **fields)


def _to_invitee(
    template: str, invitation: Invitation, *, context: dict[str, Any], **fields: Any
) -> OutgoingMail:
    calendar = invitation.calendar
    shared = {
        "invitation": invitation.pk,
        "generation": invitation.generation,
        "first_name": one_line(invitation.contact.first_name),
        "owner": wording.owner_name(calendar),
        "calendar": wording.title(calendar),
        "description": wording.description(calendar),
        "minutes": calendar.meeting_minutes,
        "zone": invitation.reading_zone,
    }
    return outbox.draft(
        template=template,
        to=_invitee(invitation),
        reply_to=_owner(calendar),
        hold_key=addresses.hold_key(calendar.owner),
        context=shared | context,
        **fields,
    )


def _owner(calendar: Calendar) -> Recipient:
    return Recipient(wording.owner_name(calendar), calendar.owner.email)


def _invitee(invitation: Invitation) -> Recipient:
    return Recipient(wording.invitee_name(invitation), invitation.contact.email)


def _times(span: Meeting | Proposal) -> dict[str, str | None]:
    return {"start": _iso(span.start), "end": _iso(span.end)}


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
