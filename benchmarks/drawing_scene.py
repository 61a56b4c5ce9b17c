"""What ``benchmarks.drawing`` has in the place of the API: calendars of 500 invitees and 2,000 contacts."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

INVITEES = 500
CONTACTS = 2_000
SLOTS = 10  # of each invitee
PLACED, UNPLACED = 1, 2  # the calendars: all have a meeting in the draft, or one has
PAGE = 200
FIRST = datetime(2030, 3, 4, 8, tzinfo=UTC)  # a Monday
TOKENS = {"access": "access", "refresh": "refresh"}
NOBODY: dict[str, Any] = {"count": 0, "next": None, "previous": None, "results": []}


def answer_to(path: str, url: str) -> Any:
    """Return the body of an answer; what the screens do not need is an empty list."""
    match path.removeprefix("/api/v1/").strip("/").split("/"):
        case ["accounts", "login"]:
            return TOKENS
        case ["accounts", "profile"]:
            return profile()
        case ["home"]:
            return {"finalized_meetings": [], "unfinalized_calendars": [], "invitations": []}
        case ["contacts"]:
            return contacts(int(parse_qs(urlsplit(url).query)["page"][0]))
        case ["calendars", pk, *part]:
            return part_of_calendar(int(pk), part)
        case _:
            return NOBODY


def part_of_calendar(pk: int, part: list[str]) -> Any:
    match part:
        case []:
            return calendar(pk)
        case ["schedule"]:
            return {"meetings": meetings(INVITEES if pk == PLACED else 1)}
        case ["suggestions"]:
            return suggestions()
        case ["finalize"]:
            return {"emails": [mail(place) for place in range(INVITEES)]}
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


def calendar(pk: int) -> dict[str, Any]:
    """The calendar in full: 30 days of the owner's, eight hours each in slots of two preferences."""
    own = [slot(8 * day, day, 4 * half, 4 * half + 4, 2 + half) for day in range(30) for half in range(2)]
    return {
        "id": pk,
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


def meetings(count: int) -> list[dict[str, Any]]:
    """Quarters of hours, one after the other, sixteen a day."""
    return [meeting(place) for place in range(count)]


def meeting(place: int) -> dict[str, Any]:
    begin = place % 16 / 4
    return slot(place, place // 16, begin, begin + 0.25, 3) | {
        "invitation": place,
        "contact": person(place),
        "status": "tentative",
        "owner_preference": 3,
        "invitee_preference": 3,
    }


def suggestions() -> dict[str, Any]:
    """Two schedules of everybody, one of which differs in all meetings."""
    score = {
        "owner_preference": 3 * INVITEES,
        "invitee_preference": 3 * INVITEES,
        "lowest_preference": 3,
        "days": 32,
        "idle_minutes": 0,
        "ends": "2030-04-30T12:00:00Z",
    }
    schedules = [
        {
            "id": label,
            "label": label,
            "optimal": True,
            "placed": INVITEES,
            "score": score,
            "difference": difference,
            "meetings": meetings(INVITEES),
            "unplaced": [],
        }
        for label, difference in (("best_preference", []), ("fewest_days", list(range(INVITEES))))
    ]
    return {
        "ready": True,
        "waiting_for": [],
        "invited": INVITEES,
        "schedules": schedules,
        "repairs": [],
        "explanation": None,
        "risks": None,
    }


def mail(place: int) -> dict[str, Any]:
    text = "Hello,\n\nyour meeting is on Monday.\n" * 5
    return {
        "to": person(place)["email"],
        "subject": f"Your meeting {place}",
        "text": text,
        "ics": "BEGIN:VCALENDAR",
    }
