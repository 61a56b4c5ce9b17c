"""Times are read and shown in the reader's zone."""

import pytest

from calendars.tests.browser import Page
from calendars.tests.factories import SlotFactory, at
from calendars.tests.invitee_page.visiting import TEN, answer, slots, url, visit

pytestmark = pytest.mark.django_db


def test_other_times_are_read_in_the_zone_of_the_page(client, invitation):
    form = visit(client, invitation, "?zone=Asia/Tokyo").form("answer")

    client.post(
        url(invitation),
        form.sent(
            other_start=["2026-03-03T19:00", "", ""],
            other_end=["2026-03-03T20:30", "", ""],
            other_preference=["2", "3", "3"],
        ),
    )

    invitation.refresh_from_db()
    assert slots(invitation) == [(at(10, days=1), at(11.5, days=1), 2)]
    assert invitation.time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", "Monday 2 March, 10:00–10:30"), ("?zone=Pacific/Auckland", "Monday 2 March, 23:00–23:30")],
)
def test_times_are_shown_in_the_chosen_zone(client, invitation, query, shown):
    assert shown in visit(client, invitation, query).text


def test_zone_of_the_former_answer_is_the_default(client, invitation):
    invitation.time_zone = "America/New_York"
    invitation.save()

    page = visit(client, invitation)

    assert "05:00–05:30" in page.text
    assert page.form("answer")["zone"] == ["America/New_York"]


def test_unknown_zone_is_refused(client, invitation):
    response = client.get(url(invitation, "?zone=Mars/Base"))

    assert response.status_code == 400
    assert Page(response).faults == "This is no time zone. Please choose one from the list."


def test_other_zone_is_shown_without_losing_or_storing_what_is_chosen(client, invitation):
    SlotFactory(invitation=invitation, start=at(14), end=at(15), preference=2)

    response = answer(
        client,
        invitation,
        **{TEN: "3", "comment": "Mornings\r\nare better.", "zone": "Asia/Tokyo"},
        action=["answer", "zone"],
        other_start=["2026-03-03T19:00", "2026-03-04T19:00", "", "soon"],
        other_end=["2026-03-03T20:30", "", "", "9999-12-31T23:59"],
        other_preference=["2", "1", "3", "3"],
    )

    page = Page(response)
    form = page.form("answer")
    assert (response.status_code, page.faults) == (200, "")
    assert "Monday 2 March, 19:00–19:30" in page.text
    assert "You have not sent your answer yet." in page.text
    assert (form[TEN], form["comment"], form["keep"]) == (
        ["3"],
        ["Mornings\r\nare better."],
        ["2026-03-02T14:00:00Z/2026-03-02T15:00:00Z/2"],
    )
    assert (form["zone"], form["typed_zone"]) == (["Asia/Tokyo"], ["Asia/Tokyo"])
    assert form["other_start"][:4] == ["2026-03-04T04:00", "2026-03-05T04:00", "soon", ""]
    assert form["other_end"][:4] == ["2026-03-04T05:30", "", "9999-12-31T23:59", ""]
    invitation.refresh_from_db()
    assert (slots(invitation), invitation.status, invitation.time_zone) == (
        [(at(14), at(15), 2)],
        "pending",
        "",
    )


def test_unknown_zone_is_refused_without_losing_what_is_chosen(client, invitation):
    response = answer(client, invitation, **{TEN: "3"}, zone="Mars/Base", action=["answer", "zone"])

    page = Page(response)
    assert (response.status_code, page.faults) == (
        400,
        "This is no time zone. Please choose one from the list.",
    )
    assert (page.form("answer")[TEN], slots(invitation)) == (["3"], [])


def test_typed_times_keep_to_the_zone_in_which_they_were_typed(client, invitation):
    answer(
        client, invitation, zone="Asia/Tokyo", other_start="2026-03-03T10:00", other_end="2026-03-03T11:00"
    )

    invitation.refresh_from_db()
    assert (slots(invitation), invitation.time_zone) == ([(at(10, days=1), at(11, days=1), 3)], "Asia/Tokyo")
