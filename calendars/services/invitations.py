"""Inviting contacts, reminding them, and what they say to the invitation itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from accounts.services import allowances
from calendars import emails
from calendars.models import Calendar, Invitation
from calendars.services import log, meetings, postage
from calendars.services.answers import AlreadyResponded, DeadlinePassed
from calendars.services.locks import lock_invitation, lock_open
from contacts.models import Contact
from mail import outbox
from oneonone.errors import InvalidFields, TooSoon

MAX_INVITEES = 1000
PAUSE = timedelta(hours=1)


class UnfitContacts(InvalidFields):
    """Contacts that cannot be invited: messages by their place in the list."""

    def __init__(self, faults: dict[int, str]) -> None:
        self.faults = {str(place): [message] for place, message in faults.items()}
        super().__init__({"contacts": self.faults})


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many of the missing were reminded, and how many were not."""

    reminded: int
    skipped: int


@transaction.atomic
def invite(
    *, calendar: Calendar, contact_ids: Sequence[int], now: datetime, deadline: datetime | None = None
) -> list[Invitation]:
    """Invite contacts and mail each a personal link. Raises UnfitContacts, and invites nobody then."""
    calendar = lock_open(calendar, now=now)
    present = set(calendar.invitations.values_list("contact_id", flat=True))
    invited = store(calendar, contact_ids, now=now, deadline=deadline, present=present)
    log.add(log.entries_of_people(calendar, log.Action.INVITED, invited, now=now))
    return invited


def invite_one(
    *, calendar: Calendar, contact_id: int, now: datetime, deadline: datetime | None = None
) -> Invitation:
    """Invite one contact. Raises InvalidFields."""
    try:
        (invitation,) = invite(calendar=calendar, contact_ids=[contact_id], now=now, deadline=deadline)
    except UnfitContacts as error:
        raise InvalidFields({"contact": error.faults["0"]}) from error
    return invitation


def store(
    calendar: Calendar,
    contact_ids: Sequence[int],
    *,
    now: datetime,
    deadline: datetime | None = None,
    present: Collection[int] = (),
) -> list[Invitation]:
    """Invite contacts to a calendar that is locked, with those ``present``, or that nobody else has seen."""
    # Locked, so that none of them is deleted meanwhile; in one order, so that nobody waits for each other.
    address_book = Contact.objects.owned_by(calendar.owner).select_related("user").order_by("pk")
    contacts = address_book.select_for_update(of=("self",), no_key=True).in_bulk(contact_ids)
    _refuse_unfit(contact_ids, contacts, present)
    if len(present) + len(contact_ids) > MAX_INVITEES:
        fault = gettext("At most %(count)s contacts can be invited.") % {"count": MAX_INVITEES}
        raise InvalidFields({"non_field_errors": [fault]})
    invitations = Invitation.objects.bulk_create(
        Invitation(calendar=calendar, contact=contacts[pk], deadline=deadline, invited_at=now)
        for pk in contact_ids
    )
    postage.post((emails.invitation(each, now=now) for each in invitations), by=calendar.owner, now=now)
    return invitations


@transaction.atomic
def revoke(*, invitation: Invitation, now: datetime) -> None:
    """Remove an invitation: its link is dead, and a meeting that was confirmed early is cancelled."""
    invitation = lock_invitation(invitation, now=now)
    forget([invitation])
    meetings.call_off(invitation.meetings.coming(now).with_people(), now=now)
    log.note(invitation.calendar, log.Action.REVOKED, now=now, invitation=invitation)
    invitation.delete()


@transaction.atomic
def extend(*, invitation: Invitation, deadline: datetime | None, now: datetime) -> Invitation:
    """Give an invitation a deadline of its own; None returns it to the calendar's."""
    invitation = lock_invitation(invitation, now=now)
    invitation.deadline = deadline
    invitation.save(update_fields=["deadline"])
    log.note(invitation.calendar, log.Action.EXTENDED, now=now, invitation=invitation)
    return invitation


@transaction.atomic
def remind(*, invitation: Invitation, now: datetime) -> Invitation:
    """Remind somebody who is missing. Raises AlreadyResponded, DeadlinePassed and TooSoon."""
    invitation = lock_invitation(invitation, now=now)
    if not invitation.is_missing:
        name = invitation.contact.full_name
        raise AlreadyResponded(gettext("%(name)s has already responded.") % {"name": name})
    if invitation.is_late(now):
        raise DeadlinePassed
    if invitation.reminded_at and invitation.reminded_at > now - PAUSE:
        raise TooSoon(invitation.reminded_at + PAUSE - now)
    _remind(invitation.calendar, [invitation], now)
    return invitation


@transaction.atomic
def remind_all(*, calendar: Calendar, now: datetime) -> Reminded:
    """Remind everybody who is missing, but for those reminded in the last hour or past their deadline."""
    calendar = lock_open(calendar, now=now)
    missing = calendar.invitations.unanswered()
    remindable = missing.before_deadline(now).exclude(reminded_at__gt=now - PAUSE)
    invitations = _within_allowance(calendar, remindable.select_related("contact__user"), now)
    for invitation in invitations:
        invitation.calendar = calendar
    _remind(calendar, invitations, now)
    return Reminded(len(invitations), missing.count() - len(invitations))


@transaction.atomic
def resend(*, invitation: Invitation, now: datetime) -> Invitation:
    """Mail a new link; the old one is dead."""
    invitation = lock_invitation(invitation, now=now)
    renew_link(invitation, now=now)
    postage.post([emails.invitation(invitation, now=now)], by=invitation.calendar.owner, now=now)
    return invitation


def renew_link(invitation: Invitation, *, now: datetime) -> None:
    """Put a new link, which is still to be mailed, in the place of the old one of a locked invitation."""
    invitation.generation += 1
    invitation.opened_at = None
    invitation.save(update_fields=["generation", "opened_at"])
    log.note(invitation.calendar, log.Action.RESENT, now=now, invitation=invitation)


def mark_opened(*, invitation: Invitation, now: datetime) -> None:
    """Note when a link was first opened."""
    # Mail scanners and reloads come often: only the first costs a write.
    if invitation.opened_at is None:
        Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=now)


def forget(invitations: Iterable[Invitation]) -> None:
    """Leave unsent what was still to be said about invitations."""
    outbox.drop(emails.subjects_of(invitations))


def _within_allowance(
    calendar: Calendar, invitations: Iterable[Invitation], now: datetime
) -> list[Invitation]:
    by_address = {invitation.contact.email: invitation for invitation in invitations}
    exhausted = allowances.exhausted(user=calendar.owner, addresses=by_address, now=now)
    return [invitation for address, invitation in by_address.items() if address not in exhausted]


def _remind(calendar: Calendar, invitations: Sequence[Invitation], now: datetime) -> None:
    log.add(log.entries_of_people(calendar, log.Action.REMINDED, invitations, now=now))
    Invitation.objects.filter(pk__in=[invitation.pk for invitation in invitations]).update(reminded_at=now)
    postage.post((emails.reminder(each, now=now) for each in invitations), by=calendar.owner, now=now)


def _refuse_unfit(contact_ids: Sequence[int], contacts: dict[int, Contact], present: Collection[int]) -> None:
    faults = {}
    seen = set(present)
    for place, pk in enumerate(contact_ids):
        if pk not in contacts:
            faults[place] = gettext("Invalid contact id")
        elif pk in seen:
            faults[place] = gettext("This contact is already invited.")
        seen.add(pk)
    if faults:
        raise UnfitContacts(faults)
