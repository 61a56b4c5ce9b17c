"""The log of a calendar, its exports, and subscriptions."""

import csv
import io

import pytest
from icalendar import Calendar as CalendarFile

from calendars import links
from calendars.models import Feed
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
)
from contacts.tests.factories import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, time_zone="Europe/Berlin")


def events(content):
    return [
        (str(event["SUMMARY"]), event["DTSTART"].dt)
        for event in CalendarFile.from_ical(content).walk("VEVENT")
    ]


def test_log_tells_the_life_of_a_calendar(api, api_as, alice):
    ana = ContactFactory(owner=alice, first_name="Ana", last_name="Lee")
    ben = ContactFactory(owner=alice, first_name="Ben")
    slot = {"start": "2026-03-02T09:00:00Z", "end": "2026-03-02T10:00:00Z", "preference": 3}
    client = api_as(alice)
    created = client.post(
        "/api/v1/calendars/", {"name": "Talks", "invitees": [ana.pk, ben.pk], "availability": [slot]}
    ).json()
    url = f"/api/v1/calendars/{created['id']}/"
    first, second = ana.invitations.get(), ben.invitations.get()
    api.put(f"/api/v1/respond/{links.token(first)}/availability/", {"availability": [slot]})
    api.post(f"/api/v1/respond/{links.token(second)}/decline/")
    client.post(f"{url}finalize/", {"meetings": [{"invitation": first.pk, "start": slot["start"]}]})
    meeting = first.meetings.get()
    client.patch(f"{url}meetings/{meeting.pk}/", {"start": "2026-03-02T09:30:00Z"})
    client.delete(f"{url}meetings/{meeting.pk}/")

    log = client.get(f"{url}log/").json()["results"]

    told = [(each["actor"], each["action"], each["person"], each["start"], each["count"]) for each in log]
    assert told[::-1] == [
        ("owner", "created", "", None, None),
        ("owner", "invited", "", None, 2),
        ("invitee", "answered", "Ana Lee", None, None),
        ("invitee", "declined", "Ben", None, None),
        ("owner", "finalized", "", None, 1),
        ("owner", "moved", "Ana Lee", "2026-03-02T09:30:00Z", None),
        ("owner", "cancelled", "Ana Lee", "2026-03-02T09:30:00Z", None),
    ]


def test_log_keeps_the_name_of_who_was_removed(api_as, alice, calendar):
    invitation = InvitationFactory(calendar=calendar, contact__first_name="Ana")

    api_as(alice).delete(f"/api/v1/calendars/{calendar.pk}/invitations/{invitation.pk}/")

    (entry,) = api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/log/").json()["results"]
    assert (entry["action"], entry["person"], entry["invitation"]) == ("revoked", "Ana", None)


def test_refused_writes_leave_no_trace_in_the_log(api_as, alice, calendar):
    api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/finalize/", {"meetings": []})
    api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/reopen/")

    assert api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/log/").json()["results"] == []


def test_table_has_every_invitee_with_status_and_meeting(api_as, alice, calendar):
    met = InvitationFactory(
        calendar=calendar, contact__first_name="Ana", contact__email="ana@x.org", responded=True, comment="Hi"
    )
    MeetingFactory(invitation=met, start=at(9), confirmed=True)
    draft = InvitationFactory(calendar=calendar, contact__first_name="Ben", contact__email="ben@x.org")
    MeetingFactory(invitation=draft, start=at(10))

    answer = api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/export.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        [
            "first_name",
            "last_name",
            "email",
            "status",
            "responded_at",
            "comment",
            "meeting_start",
            "meeting_end",
            "time_zone",
        ],
        [
            "Ana",
            "",
            "ana@x.org",
            "responded",
            "2026-02-23 10:00+01:00",
            "Hi",
            "2026-03-02 10:00+01:00",
            "2026-03-02 10:30+01:00",
            "Europe/Berlin",
        ],
        ["Ben", "", "ben@x.org", "pending", "", "", "", "", "Europe/Berlin"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\uff1d1", '=cmd|"/c calc"!A1'])
def test_cell_that_starts_like_a_formula_is_escaped(api_as, alice, calendar, cell):
    InvitationFactory(calendar=calendar, contact__first_name=cell, comment=cell)

    content = api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/export.csv").content.decode("utf-8-sig")

    row = list(csv.reader(io.StringIO(content)))[1]
    assert (row[0], row[5]) == (f"'{cell}", f"'{cell}")


def test_events_are_the_confirmed_meetings(api_as, alice, calendar):
    for hour, status in ((9, "confirmed"), (10, "tentative"), (11, "cancelled")):
        MeetingFactory(
            invitation__calendar=calendar,
            invitation__contact__first_name=f"At{hour}",
            start=at(hour),
            status=status,
        )

    answer = api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/export.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert events(answer.content) == [("At9 – Thesis talks", at(9))]


def test_invitee_takes_the_meeting_away(api, calendar):
    meeting = MeetingFactory(invitation__calendar=calendar, start=at(9), confirmed=True)

    answer = api.get(f"/api/v1/respond/{links.token(meeting.invitation)}/meeting.ics")

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/calendar; charset=utf-8", "no-store")
    assert events(answer.content) == [("Thesis talks", at(9))]


def test_invitee_without_a_confirmed_meeting_has_none_to_take(api, calendar):
    meeting = MeetingFactory(invitation__calendar=calendar)

    assert api.get(f"/api/v1/respond/{links.token(meeting.invitation)}/meeting.ics").status_code == 404


def subscribe(client):
    url = client.post("/api/v1/feed/").json()["url"]
    return url.removeprefix("http://127.0.0.1:8000")


def test_feed_has_the_meetings_of_both_sides(api, api_as, alice, bob, charlie):
    MeetingFactory(
        invitation__calendar__owner=alice,
        invitation__contact=ContactFactory(owner=alice, user=bob, first_name="Bob"),
        start=at(9),
        confirmed=True,
    )
    MeetingFactory(
        invitation__calendar__owner=bob,
        invitation__contact=ContactFactory(owner=bob, first_name="Cy"),
        start=at(10),
        confirmed=True,
    )
    MeetingFactory(invitation__calendar__owner=charlie, confirmed=True)

    feed = api.get(subscribe(api_as(bob)))

    assert events(feed.content) == [("Alice Able – Thesis talks", at(9)), ("Cy – Thesis talks", at(10))]
    assert feed["Cache-Control"] == "no-store"


def test_new_address_of_a_feed_kills_the_old_one(api, api_as, alice):
    old, new = subscribe(api_as(alice)), subscribe(api_as(alice))

    assert (api.get(old).status_code, api.get(new).status_code) == (404, 200)


def test_feed_of_an_inactive_user_is_gone(api, api_as, alice):
    address = subscribe(api_as(alice))
    alice.is_active = False
    alice.save()

    assert api.get(address).status_code == 404


def test_token_of_an_invitation_opens_no_feed(api, alice, calendar):
    Feed.objects.create(pk=1, user=alice, created_at=NOW)
    invitation = InvitationFactory(pk=1, calendar=calendar)

    assert api.get(f"/api/v1/feeds/{links.token(invitation)}.ics").status_code == 404


def test_feed_keeps_its_token_out_of_the_database(api_as, alice):
    token = subscribe(api_as(alice)).rpartition("/")[2].removesuffix(".ics")

    assert token not in str(Feed.objects.values().get())


def test_feed_costs_the_same_for_many_meetings(api, api_as, alice, django_assert_num_queries):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar)
    for hour in range(5):
        MeetingFactory(invitation__calendar=calendar, start=at(hour), confirmed=True)
    address = subscribe(api_as(alice))

    with django_assert_num_queries(4):
        api.get(address)
