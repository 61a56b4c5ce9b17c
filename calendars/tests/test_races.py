"""What holds when several people write at the same moment, on each database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from calendars import links
from calendars.models import Calendar, Invitation, Meeting
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at, invite
from calendars.tests.shapes import booking, offer, zulu
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.time_machine(NOW, tick=False)]

ROUNDS = pytest.mark.parametrize("round_", range(3))


def at_once(*calls):
    """Make the calls from threads that start together, and return the statuses of their answers in order."""
    start = Barrier(len(calls))

    def make(call):
        start.wait(timeout=10)
        try:
            return call().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(12))
    return calendar


def path_of(calendar, part=""):
    return f"/api/v1/calendars/{calendar.pk}/{part}"


def finalizing(client, calendar, *bookings):
    return lambda: client.post(path_of(calendar, "finalize/"), {"meetings": bookings})


def answering(api, invitation, hours):
    path = f"/api/v1/respond/{links.token(invitation)}/availability/"
    return lambda: api.put(path, {"availability": [offer(at(hours), at(hours + 1))]})


@ROUNDS
def test_one_of_many_finalizes(alice, api_as, calendar, round_):
    invitations = [invite(calendar) for _ in range(4)]

    statuses = at_once(*(finalizing(api_as(alice), calendar, booking(each, 9)) for each in invitations))

    assert sorted(statuses) == [200, 409, 409, 409]
    winner = invitations[statuses.index(200)]
    assert list(Meeting.objects.values_list("invitation", "status")) == [(winner.pk, "confirmed")]
    assert OutgoingMail.objects.filter(template="owner_summary").count() == 1


@ROUNDS
def test_answers_are_taken_before_finalizing_or_refused(alice, api, api_as, calendar, round_):
    met, *others = (invite(calendar) for _ in range(4))

    final, *statuses = at_once(
        finalizing(api_as(alice), calendar, booking(met, 9)),
        *(answering(api, each, 15) for each in others),
    )

    assert (final, set(statuses) <= {200, 409}) == (200, True)
    stored = [each.slots.exists() for each in others]
    assert stored == [status == 200 for status in statuses]
    assert Invitation.objects.filter(status="responded").count() == statuses.count(200)


@ROUNDS
def test_answer_that_was_taken_binds_the_schedule(alice, api, api_as, calendar, round_):
    ana = invite(calendar)

    final, answered = at_once(finalizing(api_as(alice), calendar, booking(ana, 9)), answering(api, ana, 15))

    # Either the schedule comes first and the answer too late, or the answer forbids the schedule.
    assert (final, answered) in {(200, 409), (400, 200)}


@ROUNDS
def test_contact_is_invited_once(alice, api_as, calendar, round_):
    contact = ContactFactory(owner=alice)
    client = api_as(alice)

    statuses = at_once(*[lambda: client.post(path_of(calendar, "invitations/"), {"contact": contact.pk})] * 4)

    assert sorted(statuses) == [201, 400, 400, 400]
    assert (Invitation.objects.count(), OutgoingMail.objects.count()) == (1, 1)


@ROUNDS
def test_same_contacts_are_invited_to_two_calendars_without_a_deadlock(alice, api_as, calendar, round_):
    ids = [contact.pk for contact in ContactFactory.create_batch(20, owner=alice)]
    other = CalendarFactory(owner=alice)
    client = api_as(alice)

    statuses = at_once(
        lambda: client.post(path_of(calendar, "invitations/"), {"contacts": ids}),
        lambda: client.post(path_of(other, "invitations/"), {"contacts": ids[::-1]}),
    )

    assert statuses == [201, 201]


@ROUNDS
def test_two_calendars_of_one_owner_do_not_give_away_one_time(alice, api_as, calendar, round_):
    other = CalendarFactory(owner=alice)
    SlotFactory(calendar=other, start=at(9), end=at(12))
    client = api_as(alice)

    statuses = at_once(
        finalizing(client, calendar, booking(invite(calendar), 9)),
        finalizing(client, other, booking(invite(other), 9.25)),
    )

    assert sorted(statuses) == [200, 400]
    assert Meeting.objects.confirmed().count() == 1
    assert Calendar.objects.filter(status="finalized").count() == 1


@ROUNDS
def test_one_of_two_edits_of_one_version_wins(alice, api_as, calendar, round_):
    client = api_as(alice)

    statuses = at_once(
        *(
            lambda name=name: client.patch(path_of(calendar), {"name": name}, headers={"if-match": '"1"'})
            for name in ("One", "Two")
        )
    )

    assert sorted(statuses) == [200, 412]
    assert Calendar.objects.get().name == ("One", "Two")[statuses.index(200)]


@ROUNDS
def test_meetings_that_move_at_once_do_not_meet(alice, api_as, calendar, round_):
    client = api_as(alice)
    bookings = [booking(invite(calendar), hour) for hour in (9, 10)]
    made = client.post(path_of(calendar, "finalize/"), {"meetings": bookings}).json()["meetings"]

    statuses = at_once(
        *(
            lambda pk=meeting["id"]: client.patch(
                path_of(calendar, f"meetings/{pk}/"), {"start": zulu(at(11))}
            )
            for meeting in made
        )
    )

    assert sorted(statuses) == [200, 400]


@ROUNDS
def test_removal_and_answer_of_one_invitation(alice, api, api_as, calendar, round_):
    invitation = InvitationFactory(calendar=calendar)
    client = api_as(alice)

    removed, answered = at_once(
        lambda: client.delete(path_of(calendar, f"invitations/{invitation.pk}/")),
        answering(api, invitation, 9),
    )

    assert (removed, answered in {200, 404}) == (204, True)
    assert not Invitation.objects.exists()


@ROUNDS
def test_contact_is_deleted_or_invited(alice, api_as, calendar, round_):
    contact = ContactFactory(owner=alice)
    client = api_as(alice)

    statuses = at_once(
        lambda: client.delete(f"/api/v1/contacts/{contact.pk}/"),
        lambda: client.post(path_of(calendar, "invitations/"), {"contact": contact.pk}),
    )

    assert tuple(statuses) in {(204, 400), (409, 201)}
