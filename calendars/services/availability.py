"""The times that the owner and the invitees give."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from calendars import emails
from calendars.models import Calendar, Invitation, Slot
from calendars.services import log
from calendars.services.locks import lock_invitation, lock_open
from mail import outbox
from oneonone.errors import DomainError, Gone, InvalidFields

MAX_SLOTS = 500


class AlreadyResponded(DomainError):
    """The invitee has answered, and the owner wants no second answer."""

    code = "already_responded"
    message = "Already responded."


class DeadlinePassed(Gone):
    """It is too late for an answer."""

    code = "deadline_passed"
    message = "The deadline has passed."


@transaction.atomic
def add(*, calendar: Calendar, slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Add to the owner's slots. Raises InvalidFields when they are too many or outside the dates."""
    calendar = lock_open(calendar, now=now)
    _check_count(calendar.slots.of_owner().count() + len(slots))
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=len(slots))
    return store(calendar, slots)


@transaction.atomic
def replace(*, calendar: Calendar, slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Put ``slots`` in the place of all the owner's slots."""
    calendar = lock_open(calendar, now=now)
    calendar.slots.of_owner().delete()
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=len(slots))
    return store(calendar, slots)


@transaction.atomic
def change_slot(*, slot: Slot, now: datetime, **fields: Any) -> Slot:
    """Change columns of one of the owner's slots, given by name."""
    calendar = lock_open(slot.calendar, now=now)
    slot = calendar.slots.of_owner().get(pk=slot.pk)
    for name, value in fields.items():
        setattr(slot, name, value)
    check_dates(calendar, [slot])
    slot.save(update_fields=[*fields, "updated_at"])
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=1)
    return slot


@transaction.atomic
def remove_slot(*, slot: Slot, now: datetime) -> None:
    """Remove one of the owner's slots."""
    calendar = lock_open(slot.calendar, now=now)
    calendar.slots.of_owner().filter(pk=slot.pk).delete()
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=1)


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
    invitation = lock_answerable(invitation, now=now)
    if invitation.responded_at and not invitation.calendar.allow_changes:
        raise AlreadyResponded
    if comment is not None:
        invitation.comment = comment
    if time_zone is not None:
        invitation.time_zone = time_zone
    was_missing = invitation.is_missing
    _keep_answer(invitation, slots, now=now, actor=log.Actor.INVITEE)
    if was_missing:
        tell_when_complete(invitation.calendar, now=now)
    return invitation


@transaction.atomic
def answer_for(*, invitation: Invitation, slots: Sequence[Slot], now: datetime) -> Invitation:
    """Take an answer that the owner was told, after the deadline too."""
    return _keep_answer(lock_invitation(invitation, now=now), slots, now=now, actor=log.Actor.OWNER)


def lock_answerable(invitation: Invitation, *, now: datetime) -> Invitation:
    """Lock an invitation for what its invitee says. Raises DeadlinePassed, else as ``lock_invitation``."""
    invitation = lock_invitation(invitation, now=now)
    if invitation.effective_deadline and invitation.effective_deadline <= now:
        raise DeadlinePassed
    return invitation


def tell_when_complete(calendar: Calendar, *, now: datetime) -> None:
    """Tell the owner when nobody is missing any more."""
    if not calendar.invitations.unanswered().exists():
        outbox.post([emails.all_answered(calendar, now=now)])


def store(calendar: Calendar, slots: Sequence[Slot], invitation: Invitation | None = None) -> list[Slot]:
    """Store one party's new slots."""
    _check_count(len(slots))
    for slot in slots:
        slot.calendar, slot.invitation = calendar, invitation
    if invitation is None:
        check_dates(calendar, slots)
    return Slot.objects.bulk_create(slots)


def check_dates(calendar: Calendar, slots: Sequence[Slot]) -> None:
    """Raise InvalidFields unless the owner's slots lie within the calendar's dates."""
    if not all(calendar.has_room_for(slot) for slot in slots):
        raise InvalidFields({"non_field_errors": ["Times lie outside the calendar's dates."]})


def _keep_answer(
    invitation: Invitation, slots: Sequence[Slot], *, now: datetime, actor: log.Actor
) -> Invitation:
    log.note(invitation.calendar, log.Action.ANSWERED, now=now, actor=actor, invitation=invitation)
    invitation.slots.all().delete()
    store(invitation.calendar, slots, invitation)
    invitation.status = Invitation.Status.RESPONDED
    invitation.responded_at = now
    invitation.save(update_fields=["status", "responded_at", "comment", "time_zone"])
    return invitation


def _check_count(count: int) -> None:
    if count > MAX_SLOTS:
        raise InvalidFields({"non_field_errors": [f"At most {MAX_SLOTS} times can be given."]})
