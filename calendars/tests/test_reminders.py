"""What the passing of time sets off."""

from datetime import timedelta

import pytest

from calendars.models import Calendar, Invitation, LogEntry
from calendars.services import answers, invitations, reminders
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, at
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


@pytest.mark.parametrize(
    ("change", "is_wanted"),
    [
        ({}, True),
        ({"status": "responded", "responded_at": NOW}, False),
        ({"status": "declined"}, False),
        ({"generation": 2}, False),
        ({"deadline": NOW}, False),
    ],
)
def test_reminder_is_checked_again_when_it_is_sent(calendar, change, is_wanted):
    InvitationFactory(calendar=calendar)
    reminders.queue_due(now=DEADLINE - HOUR)
    Invitation.objects.update(**change)

    assert reminders.is_wanted(OutgoingMail.objects.get(), now=DEADLINE) is False
    assert reminders.is_wanted(OutgoingMail.objects.get(), now=DEADLINE - HOUR) is is_wanted


def test_reminder_of_a_removed_invitation_is_not_wanted(calendar):
    InvitationFactory(calendar=calendar)
    reminders.queue_due(now=DEADLINE - HOUR)
    Invitation.objects.all().delete()

    assert reminders.is_wanted(OutgoingMail.objects.get(), now=NOW) is False


def test_who_has_a_confirmed_meeting_is_not_reminded(calendar):
    MeetingFactory(invitation=InvitationFactory(calendar=calendar), start=DEADLINE + HOUR, confirmed=True)

    reminders.queue_due(now=DEADLINE - HOUR)

    assert mails() == []


def test_who_has_more_time_has_not_missed_the_deadline(calendar):
    InvitationFactory(calendar=calendar, deadline=DEADLINE + timedelta(days=7))

    reminders.queue_due(now=DEADLINE)

    assert mails() == []


@pytest.mark.parametrize(
    ("change", "is_news"),
    [({}, True), ({"deadline": DEADLINE + timedelta(days=2)}, False), ({"status": "finalized"}, False)],
)
def test_news_of_a_missed_deadline_is_checked_again(calendar, change, is_news):
    InvitationFactory(calendar=calendar)
    reminders.queue_due(now=DEADLINE)
    Calendar.objects.update(**change, finalized_at=NOW if "status" in change else None)

    assert reminders.is_news(OutgoingMail.objects.get(), now=DEADLINE + HOUR) is is_news


def test_news_that_all_have_answered_is_checked_again(calendar):
    invitation = InvitationFactory(calendar=calendar)
    answers.decline(invitation=invitation, now=NOW)
    mail = OutgoingMail.objects.get(template="all_answered")
    was_news = reminders.is_news(mail, now=NOW)

    answers.accept(invitation=invitation, now=NOW)

    assert (was_news, reminders.is_news(mail, now=NOW)) == (True, False)


@pytest.mark.parametrize("status", ["responded", "declined"])
def test_new_link_for_somebody_who_answered_is_sent(calendar, status):
    invitation = InvitationFactory(calendar=calendar, **{status: True})

    invitations.resend(invitation=invitation, now=DEADLINE + HOUR)

    assert reminders.is_live(OutgoingMail.objects.get(), now=DEADLINE + HOUR)
