"""What signed-in users do with invitations that reached them: the same rules as by link."""

import pytest

from calendars.models import Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at
from contacts.tests.factories import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

URL = "/api/v1/invitations/"
NINE = {"start": "2026-03-02T09:00:00Z", "end": "2026-03-02T10:00:00Z", "preference": 2}
TEN = {"start": "2026-03-02T10:00:00Z", "end": "2026-03-02T11:00:00Z", "preference": 3}


@pytest.fixture
def invitation(alice, bob):
    contact = ContactFactory(owner=alice, user=bob, first_name="Bob", last_name="Baker")
    return InvitationFactory(calendar__owner=alice, contact=contact)


@pytest.fixture
def url(invitation):
    return f"{URL}{invitation.pk}/"


def listed(client, query=""):
    return [each["id"] for each in client.get(f"{URL}{query}").json()["results"]]


def test_list_has_what_reached_the_user_by_link_or_proved_address(api_as, alice, bob, invitation):
    by_address = InvitationFactory(
        calendar__owner=alice, contact=ContactFactory(owner=alice, email=bob.email, first_name="B")
    )
    InvitationFactory(calendar__owner=alice)

    assert listed(api_as(bob)) == [invitation.pk, by_address.pk]
    assert listed(api_as(bob), "?status=declined") == []


def test_claimed_address_shows_nothing(api_as, alice, bob):
    InvitationFactory(calendar__owner=alice, contact=ContactFactory(owner=alice, email=bob.email))
    bob.email_verified_at = None
    bob.save()

    assert listed(api_as(bob)) == []


def test_invitation_is_shown_as_by_link(api_as, alice, bob, invitation, url):
    slot = SlotFactory(calendar=invitation.calendar)

    answer = api_as(bob).get(url)

    assert answer.json() == {
        "id": invitation.pk,
        "calendar": {
            "id": invitation.calendar_id,
            "name": "Thesis talks",
            "description": "",
            "time_zone": "UTC",
            "meeting_minutes": 30,
            "deadline": None,
            "status": "open",
        },
        "owner": {"first_name": "Alice", "last_name": "Able"},
        "invitee": {"first_name": "Bob", "last_name": "Baker"},
        "owner_availability": [
            {
                "id": slot.pk,
                "start": "2026-03-02T09:00:00Z",
                "end": "2026-03-02T10:00:00Z",
                "preference": 3,
                "updated_at": "2026-02-23T09:00:00Z",
            }
        ],
        "status": "pending",
        "effective_deadline": None,
        "availability": [],
        "comment": "",
        "time_zone": "",
        "meeting": None,
        "proposals": [],
    }


def test_times_are_given_one_by_one_changed_and_taken_back(api_as, bob, invitation, url):
    client = api_as(bob)
    first = client.post(f"{url}availability/", NINE)
    more = client.post(f"{url}availability/", [TEN])
    changed = client.patch(f"{url}availability/{first.json()['id']}/", {"preference": 1})
    removed = client.delete(f"{url}availability/{more.json()[0]['id']}/")

    assert [each.status_code for each in (first, more, changed, removed)] == [201, 201, 200, 204]
    remaining = client.get(f"{url}availability/").json()
    assert remaining == [first.json() | {"preference": 1}]
    invitation.refresh_from_db()
    assert (invitation.status, invitation.responded_at) == ("responded", NOW)


def test_last_time_cannot_be_taken_back(api_as, bob, url):
    slot = api_as(bob).post(f"{url}availability/", NINE).json()

    answer = api_as(bob).delete(f"{url}availability/{slot['id']}/")

    assert (answer.status_code, answer.json()) == (
        400,
        {"non_field_errors": ["Give at least one time, or decline the invitation."]},
    )


def test_answer_replaces_and_takes_a_comment(api_as, bob, invitation, url):
    SlotFactory(invitation=invitation)

    answer = api_as(bob).put(f"{url}availability/", {"availability": [TEN], "comment": "Late, please."})

    assert (answer.status_code, answer.json()["comment"]) == (200, "Late, please.")
    assert [slot.start for slot in Slot.objects.all()] == [at(10)]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "availability/", NINE),
        ("put", "availability/", {"availability": [NINE]}),
        ("post", "accept/", {}),
        ("post", "decline/", {}),
    ],
)
def test_deadline_and_lock_hold_by_account_too(api_as, alice, bob, invitation, url, method, path, body):
    invitation.deadline = NOW
    invitation.save()
    late = getattr(api_as(bob), method)(url + path, body)
    finalized = CalendarFactory(owner=alice, finalized=True)
    locked = InvitationFactory(calendar=finalized, contact=invitation.contact)

    refused = getattr(api_as(bob), method)(f"{URL}{locked.pk}/{path}", body)

    assert (late.status_code, late.json()["code"]) == (410, "deadline_passed")
    assert (refused.status_code, refused.json()["code"]) == (409, "calendar_finalized")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_second_answer_is_refused_where_the_owner_wants_none(api_as, alice, bob, method):
    calendar = CalendarFactory(owner=alice, allow_changes=False)
    contact = ContactFactory(owner=alice, user=bob)
    invitation = InvitationFactory(calendar=calendar, contact=contact, responded=True)
    slot = SlotFactory(invitation=invitation)
    path = f"availability/{slot.pk}/" if method in ("patch", "delete") else "availability/"
    body = {"availability": [NINE]} if method == "put" else NINE

    answer = getattr(api_as(bob), method)(f"{URL}{invitation.pk}/{path}", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "already_responded")


def test_accept_and_decline(api_as, bob, invitation, url):
    accepted = api_as(bob).post(f"{url}accept/").json()["status"]
    declined = api_as(bob).post(f"{url}decline/", {"comment": "Away."}).json()

    assert (accepted, declined["status"], declined["comment"]) == ("accepted", "declined", "Away.")
