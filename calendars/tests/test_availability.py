"""The owner's times, and the answers that the owner was told."""

from datetime import timedelta

import pytest

from calendars.models import Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at
from calendars.tests.shapes import invitation_json, offer, slot_json, zulu

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

FINALIZED = {"code": "calendar_finalized", "detail": "This calendar is finalized."}
MONDAY = offer(at(9), at(10), 2)
LAST_WEEK = NOW - timedelta(days=1)


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice)


def path_of(calendar):
    return f"/api/v1/calendars/{calendar.pk}/availability/"


def slot_path(slot):
    return f"{path_of(slot.calendar)}{slot.pk}/"


def test_add_one_answers_the_slot(alice, api_as, calendar):
    response = api_as(alice).post(path_of(calendar), MONDAY)

    slot = Slot.objects.get()
    assert (response.status_code, response.json()) == (201, slot_json(slot))
    assert (slot.calendar, slot.invitation, slot.start, slot.end, slot.preference) == (
        calendar,
        None,
        at(9),
        at(10),
        2,
    )


def test_add_list_keeps_the_former_and_answers_the_new(alice, api_as, calendar):
    SlotFactory(calendar=calendar)

    response = api_as(alice).post(path_of(calendar), [offer(at(9), at(10), 1), offer(at(7), at(8))])

    _, *added = Slot.objects.order_by("pk")
    assert (response.status_code, response.json()) == (201, [slot_json(slot) for slot in added])


def test_slots_of_one_party_may_overlap_and_last_a_day(alice, api_as, calendar):
    body = [offer(at(9), at(33)), offer(at(9), at(33)), offer(at(10), at(12))]

    assert api_as(alice).post(path_of(calendar), body).status_code == 201


def test_list_is_paged_in_the_order_of_time_without_invitees_times(alice, api_as, calendar):
    later, earlier = SlotFactory(calendar=calendar, start=at(11)), SlotFactory(calendar=calendar)
    SlotFactory(invitation=InvitationFactory(calendar=calendar, responded=True))

    assert api_as(alice).get(path_of(calendar)).json() == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [slot_json(earlier), slot_json(later)],
    }


def test_replace_puts_a_list_in_the_place_of_all(alice, api_as, calendar):
    SlotFactory(calendar=calendar)
    answer = SlotFactory(invitation=InvitationFactory(calendar=calendar, responded=True))

    response = api_as(alice).put(path_of(calendar), [offer(at(11), at(12)), offer(at(9), at(10))])

    first, second = Slot.objects.of_owner()
    assert (response.status_code, response.json()) == (200, [slot_json(second), slot_json(first)])
    assert Slot.objects.filter(pk=answer.pk).exists()


def test_replace_with_nothing_clears(alice, api_as, calendar):
    SlotFactory(calendar=calendar)

    assert api_as(alice).put(path_of(calendar), []).json() == []
    assert not Slot.objects.exists()


def test_replace_asks_for_a_list(alice, api_as, calendar):
    response = api_as(alice).put(path_of(calendar), MONDAY)

    assert (response.status_code, response.json()) == (
        400,
        {"non_field_errors": ['Expected a list of items but got type "dict".']},
    )


def test_replace_takes_a_past_slot_that_was_there_and_no_other(alice, api_as, calendar):
    SlotFactory(calendar=calendar, start=LAST_WEEK)
    kept = offer(LAST_WEEK, LAST_WEEK + timedelta(hours=1), 1)
    other = offer(LAST_WEEK, LAST_WEEK + timedelta(hours=2))

    assert api_as(alice).put(path_of(calendar), [kept]).status_code == 200
    assert api_as(alice).put(path_of(calendar), [kept, other]).json() == {
        "1": {"start": ["This time has passed."]}
    }


def test_detail_change_and_delete_of_one_slot(alice, api_as, calendar, time_machine):
    slot = SlotFactory(calendar=calendar)
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    client = api_as(alice)
    changed = slot_json(slot) | {"preference": 1, "updated_at": zulu(NOW + timedelta(minutes=1))}
    moved = changed | {"end": zulu(at(12))}

    assert client.get(slot_path(slot)).json() == slot_json(slot)
    assert client.patch(slot_path(slot), {"preference": 1}).json() == changed
    assert client.put(slot_path(slot), offer(at(9), at(12), 1)).json() == moved
    assert client.delete(slot_path(slot)).status_code == 204
    assert client.get(slot_path(slot)).json() == {"detail": "No Slot matches the given query."}


def test_change_of_one_end_is_checked_against_the_other(alice, api_as, calendar):
    slot = SlotFactory(calendar=calendar)

    response = api_as(alice).patch(slot_path(slot), {"end": zulu(at(9))})

    assert (response.status_code, response.json()) == (400, {"end": ["The end must be after the start."]})


def test_preference_of_a_past_slot_can_change_and_its_time_cannot(alice, api_as, calendar):
    slot = SlotFactory(calendar=calendar, start=LAST_WEEK)

    assert api_as(alice).patch(slot_path(slot), {"preference": 1}).status_code == 200
    assert api_as(alice).patch(slot_path(slot), {"end": zulu(NOW)}).json() == {
        "start": ["This time has passed."]
    }


def test_answer_of_an_invitee_is_none_of_the_owners_slots(alice, api_as, calendar):
    slot = SlotFactory(invitation=InvitationFactory(calendar=calendar, responded=True))

    assert api_as(alice).delete(slot_path(slot)).status_code == 404


def test_finalized_calendar_refuses_every_change_of_slots(alice, api_as):
    calendar = CalendarFactory(owner=alice, finalized=True)
    slot = SlotFactory(calendar=calendar)
    client = api_as(alice)

    answers = [
        client.post(path_of(calendar), MONDAY),
        client.put(path_of(calendar), [MONDAY]),
        client.put(slot_path(slot), MONDAY),
        client.patch(slot_path(slot), {"preference": 1}),
        client.delete(slot_path(slot)),
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(409, FINALIZED)] * 5
    assert slot_json(Slot.objects.get()) == slot_json(slot)


@pytest.mark.parametrize("wrap", [lambda slots: slots, lambda slots: {"availability": slots}])
def test_owner_answers_for_an_invitee_even_after_the_deadline(alice, api_as, wrap):
    calendar = CalendarFactory(owner=alice, deadline=NOW, allow_changes=False)
    invitation = InvitationFactory(calendar=calendar, responded=True, comment="Any day")
    SlotFactory(invitation=invitation)
    path = f"/api/v1/calendars/{calendar.pk}/invitations/{invitation.pk}/availability/"

    response = api_as(alice).put(path, wrap([offer(at(15), at(16), 1)]))

    invitation.refresh_from_db()
    (slot,) = invitation.slots.all()
    assert (response.status_code, response.json()) == (200, invitation_json(invitation))
    assert (invitation.status, invitation.responded_at, slot.start) == ("responded", NOW, at(15))
