"""What the database itself refuses, whatever the code above it forgets."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from calendars.models import Meeting
from calendars.tests.factories import InvitationFactory, MeetingFactory, at

pytestmark = pytest.mark.django_db

HALF = timedelta(minutes=30)


@pytest.fixture
def confirmed(alice):
    return MeetingFactory(invitation__calendar__owner=alice, start=at(9), end=at(10), confirmed=True)


@pytest.mark.parametrize(("start", "end"), [(9, 10), (8.5, 9.25), (9.75, 11), (9.25, 9.5), (8, 11)])
def test_owner_has_no_two_confirmed_meetings_at_once(alice, confirmed, start, end):
    with pytest.raises(IntegrityError, match="confirmed_meetings_of_an_owner_never_overlap"):
        MeetingFactory(invitation__calendar__owner=alice, start=at(start), end=at(end), confirmed=True)


@pytest.mark.parametrize("status", ["tentative", "cancelled"])
def test_meeting_that_does_not_take_place_stands_in_nobodys_way(alice, confirmed, status):
    other = MeetingFactory(invitation__calendar__owner=alice, start=at(9), end=at(10), status=status)

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=other.pk).update(status="confirmed")
    assert Meeting.objects.confirmed().get() == confirmed


def test_meetings_that_touch_and_those_of_others_may_be(alice, bob, confirmed):
    MeetingFactory(invitation__calendar__owner=alice, start=at(10), confirmed=True)
    MeetingFactory(invitation__calendar__owner=alice, start=at(8.5), confirmed=True)
    MeetingFactory(invitation__calendar__owner=bob, start=at(9), confirmed=True)

    assert Meeting.objects.confirmed().count() == 4


def test_meeting_cannot_be_moved_onto_another(alice, confirmed):
    other = MeetingFactory(invitation__calendar__owner=alice, start=at(11), confirmed=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=other.pk).update(start=at(9.5))


def test_invitation_has_one_meeting_that_is_not_cancelled(alice, confirmed):
    MeetingFactory(invitation=confirmed.invitation, start=at(12), status="cancelled")

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(invitation=confirmed.invitation, start=at(12))


def test_contact_is_invited_once_to_a_calendar(confirmed):
    first = confirmed.invitation

    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(calendar=first.calendar, contact=first.contact)
