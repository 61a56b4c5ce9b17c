"""Makes calendars, invitations, slots and meetings around Monday, 2026-03-02 at 9:00 UTC."""

from datetime import UTC, datetime, timedelta

import factory

from accounts.tests.factories import UserFactory
from calendars.models import Calendar, Invitation, Meeting, Slot
from contacts.tests.factories import ContactFactory

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOW = NINE - timedelta(days=7)


def at(hours, days=0):
    """Return the moment ``hours`` o'clock (9.5 is half past nine) of the Monday or ``days`` later, in UTC."""
    return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=days, hours=hours)


class CalendarFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Calendar

    class Params:
        finalized = factory.Trait(status="finalized", finalized_at=NOW)

    owner = factory.SubFactory(UserFactory)
    name = "Thesis talks"


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    class Params:
        responded = factory.Trait(status="responded", responded_at=NOW)
        declined = factory.Trait(status="declined", responded_at=NOW)

    calendar = factory.SubFactory(CalendarFactory)
    contact = factory.SubFactory(ContactFactory, owner=factory.SelfAttribute("..calendar.owner"))
    invited_at = NOW


class SlotFactory(factory.django.DjangoModelFactory):
    """A slot of the owner; give ``invitation`` for one of an invitee."""

    class Meta:
        model = Slot

    calendar = factory.LazyAttribute(
        lambda slot: slot.invitation.calendar if slot.invitation else CalendarFactory()
    )
    invitation = None
    start = NINE
    end = factory.LazyAttribute(lambda slot: slot.start + timedelta(hours=1))
    preference = 3


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    class Params:
        confirmed = factory.Trait(status="confirmed")

    invitation = factory.SubFactory(InvitationFactory)
    calendar = factory.SelfAttribute("invitation.calendar")
    owner = factory.SelfAttribute("calendar.owner")
    start = NINE
    end = factory.LazyAttribute(lambda meeting: meeting.start + timedelta(minutes=30))
    owner_preference = 3
    invitee_preference = 3


def invite(calendar, *spans, **fields):
    """Invite somebody who has answered with ``(start, end, preference)`` in hours of the Monday."""
    invitation = InvitationFactory(calendar=calendar, **{"responded": bool(spans)} | fields)
    for start, end, preference in spans:
        SlotFactory(invitation=invitation, start=at(start), end=at(end), preference=preference)
    return invitation
