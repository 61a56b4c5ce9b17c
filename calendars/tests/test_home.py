from datetime import timedelta

import pytest
import time_machine

from accounts.tests.factories import UserFactory
from calendars.tests.factories import (
    NINE,
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    at,
)
from contacts.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/home/"
NOTHING = {"finalized_meetings": [], "unfinalized_calendars": [], "invitations": []}
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def bobs_entry(alice, bob):
    """Return bob in alice's address book, under a name of her own."""
    return ContactFactory(owner=alice, first_name="Bobby", last_name="B.", email=bob.email, user=bob)


@pytest.fixture
def home_of(api_as):
    def home(user):
        response = api_as(user).get(URL)
        assert response.status_code == 200
        return response.json()

    return home


def ids(rows):
    return [row["id"] for row in rows]


def test_home_needs_a_user(api, db):
    assert api.get(URL).status_code == 401


def test_home_of_a_new_user_is_empty(charlie, home_of):
    assert home_of(charlie) == NOTHING


def test_meeting_comes_to_both_and_to_nobody_else(alice, bob, charlie, bobs_entry, home_of):
    calendar = CalendarFactory(owner=alice, description="Bring a draft.", finalized=True)
    meeting = MeetingFactory(
        invitation__calendar=calendar,
        invitation__contact=bobs_entry,
        invitation__responded=True,
        confirmed=True,
    )

    shared = {
        "id": meeting.pk,
        "calendar": calendar.pk,
        "name": "Thesis talks",
        "description": "Bring a draft.",
        "start": "2026-03-02T09:00:00Z",
        "end": "2026-03-02T09:30:00Z",
    }
    assert home_of(alice) == NOTHING | {
        "finalized_meetings": [shared | {"with": {"first_name": "Bobby", "last_name": "B."}}]
    }
    assert home_of(bob) == NOTHING | {
        "finalized_meetings": [shared | {"with": {"first_name": "Alice", "last_name": "Able"}}]
    }
    assert home_of(charlie) == NOTHING


def test_meetings_of_both_kinds_come_in_order_of_time(alice, bob, home_of):
    ours = [
        MeetingFactory(invitation__calendar__owner=alice, confirmed=True, start=at(hour)) for hour in (11, 9)
    ]
    entry = ContactFactory(owner=bob, email=alice.email, user=alice)
    theirs = MeetingFactory(invitation__contact=entry, confirmed=True, start=at(10))

    assert ids(home_of(alice)["finalized_meetings"]) == [ours[1].pk, theirs.pk, ours[0].pk]


@pytest.mark.parametrize("status", ["tentative", "cancelled"])
def test_meeting_that_is_not_confirmed_does_not_come(alice, home_of, status):
    MeetingFactory(invitation__calendar__owner=alice, status=status)

    assert home_of(alice)["finalized_meetings"] == []


def test_meeting_comes_until_it_ends(alice, home_of, clock):
    MeetingFactory(invitation__calendar__owner=alice, confirmed=True)

    lengths = []
    for moment in (NINE, NINE + timedelta(minutes=29), NINE + timedelta(minutes=30)):
        clock.move_to(moment, tick=False)
        lengths.append(len(home_of(alice)["finalized_meetings"]))

    assert lengths == [1, 1, 0]


def test_meeting_with_oneself_comes_once(alice, home_of):
    entry = ContactFactory(owner=alice, email=alice.email)
    MeetingFactory(invitation__contact=entry, invitation__calendar__owner=alice, confirmed=True)

    assert len(home_of(alice)["finalized_meetings"]) == 1


def test_open_calendar_shows_its_counts_to_its_owner(alice, bob, bobs_entry, home_of):
    calendar = CalendarFactory(owner=alice, description="All welcome.", deadline=NINE)
    InvitationFactory(calendar=calendar, contact=bobs_entry, responded=True)
    InvitationFactory(calendar=calendar)
    CalendarFactory(owner=alice, finalized=True)

    assert home_of(alice) == NOTHING | {
        "unfinalized_calendars": [
            {
                "id": calendar.pk,
                "name": "Thesis talks",
                "description": "All welcome.",
                "deadline": "2026-03-02T09:00:00Z",
                "invited_count": 2,
                "responded_count": 1,
            }
        ]
    }
    assert home_of(bob)["unfinalized_calendars"] == []


def test_open_calendars_with_the_next_deadline_come_first(alice, home_of):
    without, late, soon = [CalendarFactory(owner=alice, deadline=day) for day in (None, at(9, 5), at(9))]

    assert ids(home_of(alice)["unfinalized_calendars"]) == [soon.pk, late.pk, without.pk]


def test_invitation_waits_for_its_invitee_alone(alice, bob, charlie, bobs_entry, home_of):
    calendar = CalendarFactory(owner=alice, deadline=NINE)
    invitation = InvitationFactory(calendar=calendar, contact=bobs_entry, deadline=NINE + HOUR)

    assert home_of(bob) == NOTHING | {
        "invitations": [
            {
                "id": invitation.pk,
                "calendar": {
                    "id": calendar.pk,
                    "name": "Thesis talks",
                    "description": "",
                    "time_zone": "UTC",
                    "meeting_minutes": 30,
                    "deadline": "2026-03-02T09:00:00Z",
                    "status": "open",
                },
                "owner": {"first_name": "Alice", "last_name": "Able"},
                "status": "pending",
                "effective_deadline": "2026-03-02T10:00:00Z",
                "invited_at": "2026-02-23T09:00:00Z",
            }
        ]
    }
    assert [home_of(user)["invitations"] for user in (alice, charlie)] == [[], []]


@pytest.mark.parametrize(
    ("traits", "waits"),
    [
        ({}, True),
        ({"status": "accepted"}, True),
        ({"responded": True}, False),
        ({"declined": True}, False),
        ({"deadline": NOW + HOUR}, True),
        ({"deadline": NOW}, False),
        ({"calendar__deadline": NOW}, False),
        ({"calendar__deadline": NOW, "deadline": NOW + HOUR}, True),
        ({"calendar__finalized": True}, False),
    ],
)
def test_invitation_waits_while_an_answer_is_missing_and_taken(bob, bobs_entry, home_of, traits, waits):
    InvitationFactory(contact=bobs_entry, calendar__owner=bobs_entry.owner, **traits)

    assert len(home_of(bob)["invitations"]) == waits


def test_invitations_with_the_next_deadline_come_first(alice, bob, bobs_entry, home_of):
    without, late, soon = [
        InvitationFactory(contact=bobs_entry, calendar__owner=alice, deadline=deadline)
        for deadline in (None, at(9, 5), at(9))
    ]

    assert ids(home_of(bob)["invitations"]) == [soon.pk, late.pk, without.pk]


@pytest.mark.parametrize(
    ("dora", "linked", "reached"),
    [
        ({"verified": True}, False, True),
        ({"verified": False}, False, False),
        ({"verified": False}, True, True),
        ({"verified": True, "email": "dora@elsewhere.example"}, False, False),
        ({"verified": True, "email": "dora@elsewhere.example"}, True, True),
    ],
)
def test_invitation_reaches_a_linked_contact_or_a_proved_address(alice, home_of, dora, linked, reached):
    user = UserFactory(username="dora", **dora)
    entry = ContactFactory(owner=alice, email="dora@example.org", user=user if linked else None)
    InvitationFactory(contact=entry, calendar__owner=alice)
    MeetingFactory(invitation__contact=entry, invitation__calendar__owner=alice, confirmed=True)

    home = home_of(user)

    # The meeting's own invitation waits for an answer as well.
    assert (len(home["invitations"]), len(home["finalized_meetings"])) == ((2, 1) if reached else (0, 0))


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_home_is_bounded_and_costs_the_same_for_many_rows(
    alice, bob, rows, home_of, django_assert_num_queries
):
    InvitationFactory.create_batch(rows, calendar__owner=alice)
    for hour in range(rows):
        entry = ContactFactory(owner=bob, email=f"alice{hour}@example.org", user=alice)
        MeetingFactory(invitation__contact=entry, confirmed=True, start=at(hour))
        MeetingFactory(invitation__calendar__owner=alice, confirmed=True, start=at(hour))

    with django_assert_num_queries(5):
        home = home_of(alice)

    assert [len(home[name]) for name in NOTHING] == [
        min(2 * rows, 50),
        min(2 * rows, 50),
        min(rows, 50),
    ]


def test_meeting_of_a_whole_day_comes_until_its_end(alice, home_of, clock):
    MeetingFactory(invitation__calendar__owner=alice, confirmed=True, start=NINE, end=NINE + 24 * HOUR)

    clock.move_to(NINE + 24 * HOUR - timedelta(seconds=1))
    assert len(home_of(alice)["finalized_meetings"]) == 1
    clock.move_to(NINE + 24 * HOUR)
    assert home_of(alice)["finalized_meetings"] == []
