"""Times are chosen, typed, sent and changed."""

from datetime import timedelta

import pytest
import time_machine

from calendars.tests.browser import Page
from calendars.tests.factories import NOW, InvitationFactory, SlotFactory, at
from calendars.tests.invitee_page.visiting import HALF_PAST_TEN, ROW, TEN, answer, slots, url, visit

pytestmark = pytest.mark.django_db


def test_answer_is_stored(client, invitation):
    response = answer(client, invitation, **{TEN: "3", "comment": "Mornings\r\nare better."})

    invitation.refresh_from_db()
    assert response.status_code == 303
    assert slots(invitation) == [(at(10), at(10.5), 3)]
    assert (invitation.status, invitation.responded_at, invitation.comment, invitation.time_zone) == (
        "responded",
        NOW,
        "Mornings\nare better.",
        "UTC",
    )


def test_saved_answer_is_confirmed_and_shown(client, invitation):
    response = answer(client, invitation, **{HALF_PAST_TEN: "2"})

    page = Page(client.get(response["Location"].partition("#")[0]))

    assert response["Location"] == url(invitation, "?saved=answer#saved")
    assert "Thank you, your times are saved." in page.text
    assert (page.form("answer")[TEN], page.form("answer")[HALF_PAST_TEN]) == (["0"], ["2"])


def test_answer_can_be_changed(client, invitation):
    answer(client, invitation, **{TEN: "3"})

    answer(client, invitation, **{TEN: "0", HALF_PAST_TEN: "1"})

    assert slots(invitation) == [(at(10.5), at(11), 1)]


def test_times_that_touch_are_stored_as_one(client, invitation):
    answer(client, invitation, **{TEN: "2", HALF_PAST_TEN: "2"})

    assert slots(invitation) == [(at(10), at(11), 2)]


def test_sending_the_page_as_it_is_changes_nothing(client, calendar):
    calendar.buffer_minutes = 10
    calendar.save()
    invitation = InvitationFactory(
        calendar=calendar, responded=True, comment="Two\nlines", time_zone="Asia/Tokyo"
    )
    given = [(at(10), at(11), 3), (at(14), at(15.25), 1)]
    for start, end, preference in given:
        SlotFactory(invitation=invitation, start=start, end=end, preference=preference)

    response = answer(client, invitation)

    invitation.refresh_from_db()
    assert (response.status_code, slots(invitation)) == (303, given)
    assert (invitation.comment, invitation.time_zone) == ("Two\nlines", "Asia/Tokyo")


def test_times_beside_the_owners_are_listed_and_can_be_dropped(client, invitation):
    SlotFactory(invitation=invitation, start=at(14), end=at(15), preference=2)
    SlotFactory(invitation=invitation, start=at(16), end=at(17), preference=1)
    kept = visit(client, invitation).form("answer")["keep"]

    answer(client, invitation, keep=kept[1:])

    assert kept == [
        "2026-03-02T14:00:00Z/2026-03-02T15:00:00Z/2",
        "2026-03-02T16:00:00Z/2026-03-02T17:00:00Z/1",
    ]
    assert slots(invitation) == [(at(16), at(17), 1)]


def test_gaps_between_times_stay_beside_those_that_stay(client, calendar, invitation):
    calendar.buffer_minutes = 10
    calendar.save()
    SlotFactory(calendar=calendar, start=at(11), end=at(12))
    SlotFactory(invitation=invitation, start=at(10), end=at(12), preference=3)

    answer(client, invitation, **{TEN: "0", ROW("10:40", "11:10"): "0"})

    # The row from 11:20 to 11:50 with the ten minutes on either side.
    assert slots(invitation) == [(at(11) + timedelta(minutes=10), at(12), 3)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Your answer is sent."),
        ({TEN: "1"}, "You have not sent your changes yet."),
        ({"comment": "New."}, "You have not sent your changes yet."),
        ({"other_start": "2026-03-03T10:00"}, "You have not sent your changes yet."),
    ],
)
def test_form_says_whether_it_is_sent(client, invitation, changes, said):
    answer(client, invitation, **{TEN: "3"})

    page = Page(answer(client, invitation, action=["answer", "zone"], **changes))

    assert said in page.text


def test_row_that_begins_while_the_form_is_filled_is_left_out(client, invitation):
    form = visit(client, invitation).form("answer")

    with time_machine.travel(at(10.25), tick=False):
        response = client.post(url(invitation), form.sent(**{TEN: "3", HALF_PAST_TEN: "2"}))

    assert (response.status_code, slots(invitation)) == (303, [(at(10.5), at(11), 2)])


def test_kept_time_that_is_over_is_neither_listed_nor_stored(client, calendar, invitation):
    SlotFactory(calendar=calendar, start=at(10, days=1), end=at(11, days=1))
    SlotFactory(invitation=invitation, start=at(8), end=at(9), preference=2)
    form = visit(client, invitation).form("answer")

    with time_machine.travel(at(9), tick=False):
        listed = visit(client, invitation).form("answer")["keep"]
        tomorrow = "at 2026-03-03T10:00:00Z/2026-03-03T10:30:00Z"
        client.post(url(invitation), form.sent(**{tomorrow: "1"}))

    assert (len(form["keep"]), listed) == (1, [])
    assert slots(invitation) == [(at(10, days=1), at(10.5, days=1), 1)]
