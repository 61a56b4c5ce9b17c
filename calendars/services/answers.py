"""What invitees say: times, yes or no, until their deadline."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.utils.translation import gettext, gettext_noop

from calendars import emails
from calendars.models import Calendar, Invitation, Slot
from calendars.services import availability, log, meetings, postage
from calendars.services.locks import lock_invitation
from mail import outbox
from oneonone.errors import DomainError, Gone, InvalidFields
from oneonone.statements import Write

NO_TIMES = gettext_noop("Give at least one time, or decline the invitation.")


_store_answer = Write(
    lambda pk, **_: Invitation.objects.filter(pk=pk),
    lambda **columns: {name: value for name, value in columns.items() if name != "pk"},
    pk=BigIntegerField(),
    status=CharField(),
    responded_at=DateTimeField(),
    comment=CharField(),
    time_zone=CharField(),
)
_forget_times = Write(
    lambda invitation: Slot.objects.filter(invitation=invitation), invitation=BigIntegerField()
)


class AlreadyResponded(DomainError):
    """The invitee has answered, and the owner wants no second answer."""

    code = "already_responded"
    message = gettext_noop("Already responded.")


class DeadlinePassed(Gone):
    """It is too late for an answer."""

    code = "deadline_passed"
    message = gettext_noop("The deadline has passed.")


@transaction.atomic
def answer(
    *,
    invitation: Invitation,
    slots: Sequence[Slot],
    now: datetime,
    comment: str | None = None,
    time_zone: str | None = None,
) -> Invitation:
    """Take an invitee's answer in the place of the former one. Raises DeadlinePassed, AlreadyResponded."""
    invitation = _lock_for_answer(invitation, now=now)
    if comment is not None:
        invitation.comment = comment
    if time_zone is not None:
        invitation.time_zone = time_zone
    _replace_times(invitation, slots)
    return _note_answer(invitation, now)


@transaction.atomic
def answer_more(*, invitation: Invitation, slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Add times to an invitee's answer. Raises what ``answer`` raises."""
    invitation = _lock_for_answer(invitation, now=now)
    availability.check_count(invitation.slots.count() + len(slots))
    added = availability.store(invitation.calendar, slots, invitation)
    _note_answer(invitation, now)
    return added


@transaction.atomic
def change_answer(*, slot: Slot, invitation: Invitation, now: datetime, **fields: Any) -> Slot:
    """Change columns of one time of an invitee's answer, given by name. Raises what ``answer`` raises."""
    invitation = _lock_for_answer(invitation, now=now)
    slot = invitation.slots.get(pk=slot.pk)
    for name, value in fields.items():
        setattr(slot, name, value)
    slot.save(update_fields=[*fields, "updated_at"])
    _note_answer(invitation, now)
    return slot


@transaction.atomic
def shorten_answer(*, slot: Slot, invitation: Invitation, now: datetime) -> None:
    """Take one time out of an invitee's answer; the last one cannot go. Raises what ``answer`` raises."""
    invitation = _lock_for_answer(invitation, now=now)
    if not invitation.slots.exclude(pk=slot.pk).exists():
        raise InvalidFields({"non_field_errors": [gettext(NO_TIMES)]})
    invitation.slots.filter(pk=slot.pk).delete()
    _note_answer(invitation, now)


@transaction.atomic
def answer_for(*, invitation: Invitation, slots: Sequence[Slot], now: datetime) -> Invitation:
    """Take an answer that the owner was told, after the deadline too."""
    invitation = lock_invitation(invitation, now=now)
    _replace_times(invitation, slots)
    return _mark_answered(invitation, now=now, actor=log.Actor.OWNER)


def lock_answerable(invitation: Invitation, *, now: datetime) -> Invitation:
    """Lock an invitation for what its invitee says. Raises DeadlinePassed, else as ``lock_invitation``."""
    invitation = lock_invitation(invitation, now=now)
    if invitation.is_late(now):
        raise DeadlinePassed
    return invitation


def tell_when_complete(calendar: Calendar, *, now: datetime) -> None:
    """Tell the owner when nobody is missing any more."""
    if not calendar.invitations.unanswered().exists():
        postage.post_news(emails.all_answered(calendar, now=now), of=calendar, now=now)


@transaction.atomic
def accept(*, invitation: Invitation, now: datetime) -> Invitation:
    """Let an invitee promise an answer, or come back with the former one. Raises DeadlinePassed."""
    invitation = lock_answerable(invitation, now=now)
    has_answer = invitation.slots.exists()
    invitation.status = Invitation.Status.RESPONDED if has_answer else Invitation.Status.ACCEPTED
    invitation.save(update_fields=["status"])
    _note_reply(invitation, log.Action.ACCEPTED, now)
    return invitation


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime, comment: str | None = None) -> Invitation:
    """Take an invitee out of planning, until they come back; a meeting confirmed early is called off.

    Raises DeadlinePassed.
    """
    invitation = lock_answerable(invitation, now=now)
    was_missing = invitation.is_missing
    invitation.status = Invitation.Status.DECLINED
    if comment is not None:
        invitation.comment = comment
    invitation.save(update_fields=["status", "comment"])
    invitation.meetings.tentative().delete()
    lost = list(invitation.meetings.coming(now).with_people())
    meetings.call_off(lost, now=now)
    outbox.post(emails.meeting_declined(meeting, now=now) for meeting in lost)
    _note_reply(invitation, log.Action.DECLINED, now)
    if was_missing:
        tell_when_complete(invitation.calendar, now=now)
    return invitation


def _lock_for_answer(invitation: Invitation, *, now: datetime) -> Invitation:
    invitation = lock_answerable(invitation, now=now)
    if invitation.responded_at and not invitation.calendar.allow_changes:
        raise AlreadyResponded
    return invitation


def _replace_times(invitation: Invitation, slots: Sequence[Slot]) -> None:
    _forget_times(invitation=invitation.pk)
    stored = availability.store(invitation.calendar, slots, invitation)
    stored.sort(key=lambda slot: (slot.start, slot.end, slot.pk))
    invitation.given = stored


def _note_answer(invitation: Invitation, now: datetime) -> Invitation:
    was_missing = invitation.is_missing
    _mark_answered(invitation, now=now, actor=log.Actor.INVITEE)
    if was_missing:
        tell_when_complete(invitation.calendar, now=now)
    return invitation


def _mark_answered(invitation: Invitation, *, now: datetime, actor: log.Actor) -> Invitation:
    invitation.status = Invitation.Status.RESPONDED
    invitation.responded_at = now
    _store_answer(
        pk=invitation.pk,
        status=invitation.status,
        responded_at=now,
        comment=invitation.comment,
        time_zone=invitation.time_zone,
    )
    log.note(invitation.calendar, log.Action.ANSWERED, now=now, actor=actor, invitation=invitation)
    return invitation


def _note_reply(invitation: Invitation, action: log.Action, now: datetime) -> None:
    log.note(invitation.calendar, action, now=now, actor=log.Actor.INVITEE, invitation=invitation)
