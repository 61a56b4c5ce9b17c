"""What the passing of time sets off."""

from datetime import timedelta

import pytest

from calendars.models import Invitation, LogEntry
from calendars.services import invitations, reminders
from calendars.tests.factories import CalendarFactory, InvitationFactory, MeetingFactory, at
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DEADLINE = at(9)


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, deadline=DEADLINE)


def mails():
    return sorted(OutgoingMail.objects.values_list("template", "to_email"))


@pytest.mark.parametrize(("hours", "count"), [(49, 0), (48, 1), (1, 1), (0, 0)])
def test_missing_are_reminded_in_the_last_two_days(calendar, hours, count):
    InvitationFactory(calendar=calendar)

    reminders.queue_due(now=DEADLINE - hours * HOUR)

    assert OutgoingMail.objects.filter(template="reminder").count() == count


@pytest.mark.parametrize("status", ["responded", "declined"])
def test_who_answered_is_not_reminded(calendar, status):
    InvitationFactory(calendar=calendar, **{status: True})

    reminders.queue_due(now=DEADLINE - HOUR)

    assert mails() == []


def test_own_deadline_counts(calendar):
    InvitationFactory(calendar=calendar, deadline=DEADLINE + timedelta(days=7))
    InvitationFactory(calendar=calendar, deadline=DEADLINE - timedelta(days=2), contact__email="early@x.org")

    reminders.queue_due(now=DEADLINE - timedelta(days=3))

    assert mails() == [("reminder", "early@x.org")]


def test_finalized_calendar_reminds_nobody(alice):
    InvitationFactory(calendar=CalendarFactory(owner=alice, deadline=DEADLINE, finalized=True))

    reminders.queue_due(now=DEADLINE - HOUR)
    reminders.queue_due(now=DEADLINE + HOUR)

    assert mails() == []


def test_nobody_is_reminded_twice_for_a_deadline(calendar):
    InvitationFactory(calendar=calendar)

    for hours in (48, 47, 11, 1):
        reminders.queue_due(now=DEADLINE - hours * HOUR)

    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(("age", "count"), [(35, 0), (36, 1)])
def test_nobody_is_reminded_soon_after_a_reminder_by_hand(calendar, age, count):
    invitation = InvitationFactory(calendar=calendar)
    invitations.remind(invitation=invitation, now=DEADLINE - timedelta(hours=49))
    OutgoingMail.objects.all().delete()

    reminders.queue_due(now=DEADLINE - timedelta(hours=49 - age))

    assert OutgoingMail.objects.count() == count


def test_nobody_is_reminded_soon_after_the_invitation(calendar):
    InvitationFactory(calendar=calendar, invited_at=DEADLINE - timedelta(hours=40))

    reminders.queue_due(now=DEADLINE - timedelta(hours=10))

    assert mails() == []


def test_extended_deadline_reminds_again(calendar):
    InvitationFactory(calendar=calendar)
    reminders.queue_due(now=DEADLINE - HOUR)
    calendar.deadline = DEADLINE + timedelta(days=10)
    calendar.save()

    reminders.queue_due(now=calendar.deadline - HOUR)

    assert OutgoingMail.objects.filter(template="reminder").count() == 2


def test_reminders_are_logged_once_a_calendar(calendar):
    InvitationFactory.create_batch(3, calendar=calendar)

    reminders.queue_due(now=DEADLINE - HOUR)

    assert list(LogEntry.objects.values_list("actor", "action", "count")) == [("system", "reminded", 3)]


def test_many_are_reminded_in_batches(calendar, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(reminders, "BATCH", 4)
    InvitationFactory.create_batch(10, calendar=calendar)

    with django_assert_max_num_queries(40):
        reminders.queue_due(now=DEADLINE - HOUR)

    assert Invitation.objects.filter(reminded_at=DEADLINE - HOUR).count() == 10


def test_owner_hears_once_who_missed_the_deadline(calendar):
    InvitationFactory(calendar=calendar, contact__first_name="Cy")
    InvitationFactory(calendar=calendar, contact__first_name="Ana")
    InvitationFactory(calendar=calendar, responded=True)

    for minutes in (0, 1, 600):
        reminders.queue_due(now=DEADLINE + timedelta(minutes=minutes))

    mail = OutgoingMail.objects.get()
    assert (mail.template, mail.to_email, mail.context["missing"]) == (
        "deadline_passed",
        "alice@example.org",
        ["Ana", "Cy"],
    )


def test_owner_hears_nothing_when_nobody_missed_the_deadline(calendar):
    InvitationFactory(calendar=calendar, responded=True)

    reminders.queue_due(now=DEADLINE)

    assert mails() == []


def test_who_has_a_confirmed_meeting_is_not_reminded(calendar):
    MeetingFactory(invitation=InvitationFactory(calendar=calendar), start=DEADLINE + HOUR, confirmed=True)

    reminders.queue_due(now=DEADLINE - HOUR)

    assert mails() == []


def test_who_has_more_time_has_not_missed_the_deadline(calendar):
    InvitationFactory(calendar=calendar, deadline=DEADLINE + timedelta(days=7))

    reminders.queue_due(now=DEADLINE)

    assert mails() == []
