"""What ``benchmarks.drawing`` has in the place of the API: a calendar of 500 invitees and 2,000 contacts."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

INVITEES = 500
CONTACTS = 2_000
SLOTS = 10  # of each invitee
PAGE = 200
FIRST = datetime(2030, 3, 4, 8, tzinfo=UTC)  # a Monday
TOKENS = {"access": "access", "refresh": "refresh"}
NOBODY: dict[str, Any] = {"count": 0, "next": None, "previous": None, "results": []}


def answer_to(path: str, url: str) -> Any:
    """Return the body of an answer; what the screens do not need is an empty list."""
    match path.removeprefix("/api/v1/"):
        case "accounts/login/":
            return TOKENS
        case "accounts/profile/":
            return profile()
        case "calendars/1/":
            return calendar()
        case "contacts/":
            return contacts(int(parse_qs(urlsplit(url).query)["page"][0]))
        case _:
            return NOBODY


def profile() -> dict[str, Any]:
    return person(1) | {
        "username": "maria",
        "time_zone": "Europe/Berlin",
        "picture": None,
        "email_verified": True,
        "mails_held": 0,
    }


def contacts(page: int) -> dict[str, Any]:
    places = range((page - 1) * PAGE, min(page * PAGE, CONTACTS))
    rows = [person(place) | {"picture": None, "user": None} for place in places]
    more = "more" if page * PAGE < CONTACTS else None
    return {"count": CONTACTS, "next": more, "previous": None, "results": rows}


def calendar() -> dict[str, Any]:
    """The calendar in full: 30 days of the owner's, eight hours each in slots of two preferences."""
    own = [slot(8 * day, day, 4 * half, 4 * half + 4, 2 + half) for day in range(30) for half in range(2)]
    return {
        "id": 1,
        "name": "Talks",
        "description": "",
        "time_zone": "Europe/Berlin",
        "meeting_minutes": 15,
        "buffer_minutes": 0,
        "step_minutes": 15,
        "deadline": None,
        "status": "open",
        "invited_count": INVITEES,
        "responded_count": INVITEES,
        "mails_held": False,
        "updated_at": "2030-01-01T00:00:00Z",
        "availability": own,
        "invitations": [invitation(place) for place in range(INVITEES)],
    }


def invitation(place: int) -> dict[str, Any]:
    """Somebody who has answered with ten times, in quarters of hours."""
    times = [
        slot(
            each, (3 * place + 7 * each) % 30, (place + each) % 5 + 0.25, (place + each) % 5 + 3, each % 3 + 1
        )
        for each in range(SLOTS)
    ]
    return {
        "id": place,
        "contact": person(place),
        "status": "responded",
        "deadline": None,
        "opened_at": None,
        "reminded_at": None,
        "responded_at": "2030-01-01T00:00:00Z",
        "comment": "",
        "availability": times,
    }


def slot(number: int, day: int, begin: float, end: float, preference: int) -> dict[str, Any]:
    """Slots lie on the weekdays of six weeks."""
    start = FIRST + timedelta(days=day // 5 * 7 + day % 5)
    times = [(start + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ") for hours in (begin, end)]
    return {"id": number, "start": times[0], "end": times[1], "preference": preference}


def person(place: int) -> dict[str, Any]:
    return {
        "id": place,
        "first_name": f"Ana{place}",
        "last_name": "Lee",
        "email": f"ana{place}@example.org",
    }
