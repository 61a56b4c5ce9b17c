"""What is wrong with a form is explained, and nothing of it is lost."""

from datetime import timedelta

import pytest

from calendars.models import Invitation
from calendars.tests.browser import Page
from calendars.tests.factories import SlotFactory, at
from calendars.tests.invitee_page.visiting import HALF_PAST_TEN, TEN, answer, slots

pytestmark = pytest.mark.django_db

UNREADABLE = "Some of the times could not be read. Please look at them again."


def test_nothing_chosen_is_refused_with_a_way_out(client, invitation):
    response = answer(client, invitation, comment="I am away.")

    page = Page(response)
    assert response.status_code == 400
    assert page.faults == "Please choose at least one time. If none suits you, decline below instead."
    assert page.form("answer")["comment"] == ["I am away."]
    assert Invitation.objects.get().status == "pending"


def test_refused_form_loses_nothing(client, invitation):
    SlotFactory(invitation=invitation, start=at(14), end=at(15), preference=2)

    response = answer(
        client,
        invitation,
        **{TEN: "3", HALF_PAST_TEN: "1", "comment": "x" * 2001},
        other_start=["2026-03-03T19:00", "2026-03-04T19:00"],
        other_end=["2026-03-03T18:00", ""],
        other_preference=["2", "1"],
    )

    form = Page(response).form("answer")
    assert response.status_code == 400
    assert (form[TEN], form[HALF_PAST_TEN], form["comment"]) == (["3"], ["1"], ["x" * 2001])
    assert form["other_start"][:3] == ["2026-03-03T19:00", "2026-03-04T19:00", ""]
    assert form["other_end"][:3] == ["2026-03-03T18:00", "", ""]
    assert form["other_preference"][:3] == ["2", "1", "3"]
    assert form["keep"] == ["2026-03-02T14:00:00Z/2026-03-02T15:00:00Z/2"]
    assert slots(invitation) == [(at(14), at(15), 2)]


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ("2026-03-03T10:00", "", "Please give both a start and an end."),
        ("2026-03-03T10:00", "2026-03-03T09:00", "The end must be after the start."),
        ("2026-03-03T10:00", "2026-03-05T09:00", "A time can be at most 24 hours long."),
        ("2026-02-03T10:00", "2026-02-03T11:00", "This time has passed."),
        ("2029-02-03T10:00", "2029-02-03T11:00", "This time is more than two years ahead."),
        ("0001-01-01T00:00", "9999-12-31T23:59", "This date is out of range."),
    ],
)
def test_unfit_other_time_is_explained(client, invitation, start, end, fault):
    response = answer(
        client, invitation, **{TEN: "3"}, other_start=start, other_end=end, other_preference="3"
    )

    assert (response.status_code, Page(response).faults) == (400, fault)


def test_time_that_the_clocks_skip_is_explained(client, invitation):
    invitation.time_zone = "Europe/Berlin"
    invitation.save()

    response = answer(client, invitation, other_start="2026-03-29T02:30", other_end="2026-03-29T03:30")

    assert Page(response).faults == (
        "2026-03-29 02:30 does not exist in Europe/Berlin: the clocks go forward then."
    )


@pytest.mark.parametrize(
    "nonsense",
    [
        {TEN: "4"},
        {TEN: "-1"},
        {TEN: "high"},
        {TEN: ""},
        {TEN: "٣"},
        {"at noon": "3"},
        {"at 2026-03-02T10:00:00Z": "3"},
        {"at 2026-02-31T10:00:00Z/2026-03-02T10:30:00Z": "3"},
        {"at 2026-03-02T10:30:00Z/2026-03-02T10:00:00Z": "3"},
        {"at 2026-03-02T10:00:00Z/2026-03-04T10:00:00Z": "3"},
        {"at 0001-01-01T00:00:00Z/0001-01-01T01:00:00Z": "3"},
        {"at 9999-12-31T00:00:00Z/9999-12-31T23:59:59Z": "3"},
        {"at 2026-03-02T10:00:00+01:00/2026-03-02T10:30:00Z": "3"},
        {"keep": "2026-03-02T14:00:00Z/2026-03-02T15:00:00Z"},
        {"keep": "\x00"},
        {"gap": "' or 1=1"},
    ],
)
def test_nonsense_is_refused(client, invitation, nonsense):
    response = answer(client, invitation, **{HALF_PAST_TEN: "3"} | nonsense)

    page = Page(response)
    assert (response.status_code, page.faults) == (400, UNREADABLE)
    assert page.form("answer")[HALF_PAST_TEN] == ["3"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"zone": "Mars/Base"}, "This is no time zone. Please choose one from the list."),
        ({"comment": "a\x00b"}, "Comment: Control characters are not allowed."),
        ({"comment": "a\u202eb"}, "Comment: Control characters are not allowed."),
        ({"action": "destroy"}, "Please use one of the buttons of the page."),
        ({"action": None}, "Please use one of the buttons of the page."),
    ],
)
def test_unfit_field_is_explained(client, invitation, changes, fault):
    response = answer(client, invitation, **{TEN: "3"} | changes)

    assert (response.status_code, Page(response).faults) == (400, fault)


def test_more_times_than_one_may_give_are_refused(client, invitation):
    starts = [at(0, days=day) + timedelta(hours=hour) for day in range(21) for hour in range(24)]
    rows = {
        f"at {start:%Y-%m-%dT%H:%M:%SZ}/{start + timedelta(minutes=30):%Y-%m-%dT%H:%M:%SZ}": "3"
        for start in starts
    }

    response = answer(client, invitation, **rows)

    assert (response.status_code, Page(response).faults) == (400, "At most 500 times can be given.")
