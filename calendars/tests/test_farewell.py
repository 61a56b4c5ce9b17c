import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from accounts.services import accounts
from accounts.tests.factories import PASSWORD, UserFactory
from calendars import emails
from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.services import farewell, locks
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
)
from contacts.models import Contact
from contacts.tests.factories import ContactFactory
from mail import outbox
from mail.models import OutgoingMail
from mail.rendering import render

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
AN_HOUR_AGO = NOW - timedelta(hours=1)


@pytest.fixture
def bobs_entry(alice, bob):
    return ContactFactory(owner=alice, first_name="Bobby", email=bob.email, user=bob)


def meet(owner, contact, **kwargs):
    """Return a confirmed meeting of which the contact was told an hour ago."""
    meeting = MeetingFactory(
        invitation__contact=contact,
        invitation__calendar__owner=owner,
        invitation__calendar__finalized=True,
        invitation__responded=True,
        **{"confirmed": True} | kwargs,
    )
    outbox.post([emails.meeting(meeting, now=AN_HOUR_AGO)])
    return meeting


def states():
    mails = OutgoingMail.objects.order_by("pk")
    return list(mails.values_list("template", "to_email", "state"))


def send_everything():
    OutgoingMail.objects.update(state=State.SENT, sent_at=AN_HOUR_AGO)


def test_coming_meetings_are_cancelled_by_mail_and_everything_goes(alice, bob, bobs_entry, api_as):
    meeting = meet(alice, bobs_entry)
    SlotFactory(calendar=meeting.calendar)
    SlotFactory(invitation=meeting.invitation)
    send_everything()

    with time_machine.travel(NOW, tick=False):
        response = api_as(alice).delete("/api/v1/accounts/profile/", {"password": PASSWORD})

    assert response.status_code == 204
    assert [model.objects.count() for model in (Calendar, Invitation, Slot, Meeting, Contact)] == [0] * 5
    assert states() == [
        ("meeting", "bob@example.org", State.SENT),
        ("meeting_cancelled", "bob@example.org", State.QUEUED),
    ]


def test_cancellation_is_of_the_same_event_and_can_be_read_without_it(alice, bobs_entry):
    meeting = meet(alice, bobs_entry)

    accounts.close(user=alice, now=NOW)

    mail = OutgoingMail.objects.get(template="meeting_cancelled")
    assert (mail.calendar_method, mail.dedupe_key) == ("CANCEL", f"meeting:{meeting.pk}:1:cancel")
    assert "Monday 2 March 2026" in render(mail).text


@pytest.mark.parametrize(
    "meeting", [{"start": NOW - timedelta(minutes=30)}, {"status": "tentative"}, {"status": "cancelled"}]
)
def test_what_does_not_take_place_is_not_cancelled(alice, bobs_entry, meeting):
    meet(alice, bobs_entry, **meeting)
    send_everything()

    accounts.close(user=alice, now=NOW)

    assert states() == [("meeting", "bob@example.org", State.SENT)]


def test_what_was_still_to_be_said_is_not_said(alice, bob, charlie):
    ours = InvitationFactory(calendar__owner=alice, contact__email="ana@example.org")
    theirs = InvitationFactory(calendar__owner=charlie, contact__email="ana@example.org")
    for invitation in (ours, theirs):
        outbox.post([emails.invitation(invitation, now=NOW), emails.reminder(invitation, now=NOW)])
        outbox.post([emails.owner_summary(invitation.calendar, [], [invitation], now=NOW)])

    accounts.close(user=alice, now=NOW)

    assert states() == [
        ("invitation", "ana@example.org", State.SUPERSEDED),
        ("reminder", "ana@example.org", State.SUPERSEDED),
        ("owner_summary", "alice@example.org", State.SUPERSEDED),
        ("invitation", "ana@example.org", State.QUEUED),
        ("reminder", "ana@example.org", State.QUEUED),
        ("owner_summary", "charlie@example.org", State.QUEUED),
    ]


def test_invitee_who_goes_stays_invited_by_address(alice, bob, bobs_entry):
    meeting = meet(alice, bobs_entry)
    asked = InvitationFactory(calendar__owner=alice, contact=bobs_entry)
    send_everything()

    accounts.close(user=bob, now=NOW)

    bobs_entry.refresh_from_db()
    assert (bobs_entry.user, bobs_entry.email, bobs_entry.archived_at) == (None, "bob@example.org", None)
    assert list(Meeting.objects.confirmed()) == [meeting]
    assert list(Invitation.objects.unanswered()) == [asked]
    assert states() == [("meeting", "bob@example.org", State.SENT)]


def test_owner_without_a_proved_address_cancels_what_was_told_and_nothing_else(settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    owner = UserFactory(verified=True)
    told, untold = [ContactFactory(owner=owner, email=f"{name}@example.org") for name in ("told", "untold")]
    meet(owner, told)
    send_everything()
    accounts.change(user=owner, email="new@example.org", now=AN_HOUR_AGO)
    OutgoingMail.objects.exclude(template="meeting").delete()
    meet(owner, untold, start=at(10))

    accounts.close(user=owner, now=NOW)

    assert states() == [
        ("meeting", "told@example.org", State.SENT),
        ("meeting", "untold@example.org", State.SUPERSEDED),
        ("meeting_cancelled", "told@example.org", State.QUEUED),
        ("meeting_cancelled", "untold@example.org", State.SUPERSEDED),
    ]


def test_operator_who_deletes_the_account_takes_leave_too(alice, bobs_entry, client):
    meet(alice, bobs_entry, start=timezone.now() + timedelta(days=1))
    send_everything()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    client.post(f"/admin/accounts/user/{alice.pk}/delete/", {"post": "yes"})

    assert states() == [
        ("meeting", "bob@example.org", State.SENT),
        ("meeting_cancelled", "bob@example.org", State.QUEUED),
    ]


@pytest.mark.django_db(transaction=True)
def test_meeting_that_is_confirmed_meanwhile_is_cancelled_too(alice, bobs_entry):
    is_confirmed = Event()

    def confirm():
        with transaction.atomic():
            locks.lock_owner(alice)
            meet(alice, bobs_entry)
            is_confirmed.set()
            time.sleep(0.2)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        confirming = pool.submit(confirm)
        is_confirmed.wait(timeout=5)
        accounts.close(user=alice, now=NOW)
        confirming.result()

    assert not Meeting.objects.exists()
    assert states() == [
        ("meeting", "bob@example.org", State.SUPERSEDED),
        ("meeting_cancelled", "bob@example.org", State.QUEUED),
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_farewell_costs_the_same_for_many_calendars(alice, count, django_assert_num_queries):
    for hour in range(count):
        meet(alice, ContactFactory(owner=alice), start=at(hour))
    CalendarFactory.create_batch(count, owner=alice)

    with django_assert_num_queries(16):
        farewell.take_leave(user=alice, now=NOW)

    assert OutgoingMail.objects.filter(template="meeting_cancelled").count() == count
