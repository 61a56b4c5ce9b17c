"""Other times for a confirmed meeting, asked for by one side and answered by the other."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from calendars import emails
from calendars.models import Meeting, Proposal
from calendars.services import log, meetings, postage
from calendars.services.bookings import Book, Booking
from mail import outbox
from oneonone.errors import DomainError, InvalidFields


class NotConfirmed(DomainError):
    """Only a confirmed meeting can be given another time."""

    code = "meeting_not_confirmed"
    message = gettext_noop("Another time can be proposed for a confirmed meeting only.")


class ProposalPending(DomainError):
    """One proposal waits for its answer already."""

    code = "proposal_pending"
    message = gettext_noop("A proposal for this meeting waits for its answer already.")


class ProposalAnswered(DomainError):
    """The proposal is accepted, declined or withdrawn."""

    code = "proposal_answered"
    message = gettext_noop("This proposal has been answered or withdrawn already.")


class NotYours(DomainError):
    """Whoever proposed cannot answer, and whoever is asked cannot withdraw."""

    code = "proposal_of_the_other_side"
    message = gettext_noop("The one side proposes or withdraws, and the other side answers.")


@transaction.atomic
def propose(
    *, meeting: Meeting, side: Proposal.Side, start: datetime, now: datetime, message: str = ""
) -> Proposal:
    """Ask the other side for another time.

    Raises NotConfirmed, ProposalPending, TooManyMails, and InvalidFields when the time is not possible.
    """
    meeting = _lock_confirmed(meeting, now=now)
    if meeting.proposals.pending().exists():
        raise ProposalPending
    fault = _book(meeting, now).around(meeting).faults([Booking(meeting.invitation_id, start)])[0]
    if fault or start == meeting.start:
        raise InvalidFields(fault or {"start": [gettext("The meeting is at this time already.")]})
    proposal = Proposal.objects.create(
        meeting=meeting,
        side=side,
        start=start,
        end=start + meeting.calendar.duration,
        message=message,
        created_at=now,
    )
    if proposal.is_of_owner:
        postage.post([emails.proposal(proposal, now=now)], by=meeting.calendar.owner, now=now)
    else:
        postage.post_to_owner(emails.proposal(proposal, now=now), by=meeting.invitation, now=now)
    _note(proposal, log.Action.PROPOSED, by=proposal.side, now=now)
    return proposal


@transaction.atomic
def accept(*, proposal: Proposal, side: Proposal.Side, now: datetime) -> Meeting:
    """Move the meeting to the time that the other side asked for.

    Raises ProposalAnswered, NotYours, and InvalidFields when the time is no longer possible.
    """
    proposal = _lock_pending(proposal, now=now)
    _check_side(is_right=proposal.side != side)
    _answer(proposal, Proposal.Status.ACCEPTED, now)
    meetings.put(proposal.meeting, proposal.start, _book(proposal.meeting, now), now=now)
    if proposal.is_of_owner:
        outbox.post([emails.proposal_answered(proposal, now=now)])
    else:
        outbox.drop([emails.subject_of_proposal(proposal)])
    _note(proposal, log.Action.PROPOSAL_ACCEPTED, by=side, now=now)
    return proposal.meeting


@transaction.atomic
def decline(*, proposal: Proposal, side: Proposal.Side, now: datetime) -> Proposal:
    """Leave the meeting where it is, and tell the one who asked. Raises ProposalAnswered and NotYours."""
    proposal = _lock_pending(proposal, now=now)
    _check_side(is_right=proposal.side != side)
    _answer(proposal, Proposal.Status.DECLINED, now)
    outbox.post([emails.proposal_answered(proposal, now=now)])
    _note(proposal, log.Action.PROPOSAL_DECLINED, by=side, now=now)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, side: Proposal.Side, now: datetime) -> None:
    """Take a proposal back; a mail about it that waits is not sent. Raises ProposalAnswered and NotYours."""
    proposal = _lock_pending(proposal, now=now)
    _check_side(is_right=proposal.side == side)
    _answer(proposal, Proposal.Status.WITHDRAWN, now)
    outbox.drop([emails.subject_of_proposal(proposal)])
    _note(proposal, log.Action.PROPOSAL_WITHDRAWN, by=side, now=now)


def _lock_confirmed(meeting: Meeting, *, now: datetime) -> Meeting:
    meeting = meetings.lock_standing(meeting, now=now)
    if not meeting.is_confirmed:
        raise NotConfirmed
    return meeting


def _lock_pending(proposal: Proposal, *, now: datetime) -> Proposal:
    meeting = _lock_confirmed(proposal.meeting, now=now)
    proposal = meeting.proposals.get(pk=proposal.pk)
    if proposal.status != Proposal.Status.PENDING:
        raise ProposalAnswered
    proposal.meeting = meeting
    return proposal


def _book(meeting: Meeting, now: datetime) -> Book:
    """Open the book; the invitee agrees to the time by asking for it or by saying yes."""
    return replace(Book.open(meeting.calendar, now=now), agreed=frozenset({meeting.invitation_id}))


def _answer(proposal: Proposal, status: Proposal.Status, now: datetime) -> None:
    proposal.status, proposal.answered_at = status, now
    proposal.save(update_fields=["status", "answered_at"])


def _check_side(*, is_right: bool) -> None:
    if not is_right:
        raise NotYours


def _note(proposal: Proposal, action: log.Action, *, by: str, now: datetime) -> None:
    meeting = proposal.meeting
    actor = log.Actor.OWNER if by == Proposal.Side.OWNER else log.Actor.INVITEE
    log.note(
        meeting.calendar, action, now=now, actor=actor, invitation=meeting.invitation, start=proposal.start
    )
