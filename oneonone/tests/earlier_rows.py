"""Rows of every table, in the columns that it had when it was made: what an earlier release has stored."""

from datetime import timedelta
from uuid import UUID

from calendars.tests.factories import NOW, at

DAY = timedelta(days=1)
HOLE = "x" * 64


def user(pk, name, **fields):
    return {"id": pk, "username": name, "email": f"{name}@example.org", "password": "argon2$x"} | fields


def session(number, **fields):
    made = {"created_at": NOW, "expires_at": NOW + 14 * DAY, "revoked_at": None}
    return {"id": UUID(int=number), "user_id": 1, "token_digest": HOLE} | made | fields


def contact(pk, email, **fields):
    return {"id": pk, "owner_id": 1, "first_name": "Ana", "email": email, "created_at": NOW} | fields


def invitation(pk, calendar, status="pending", **fields):
    made = {"id": pk, "calendar_id": calendar, "contact_id": pk - 10 * calendar, "invited_at": NOW}
    return made | {"status": status, "responded_at": NOW if status == "responded" else None} | fields


def meeting(pk, of, status, start, **fields):
    made = {"id": pk, "calendar_id": of // 10, "invitation_id": of, "owner_id": 1, "status": status}
    times = {"start": at(start), "end": at(start + 0.5), "created_at": NOW, "updated_at": NOW}
    return made | times | {"owner_preference": 3} | fields


def proposal(pk, side, status, meeting):
    times = {"start": at(15), "end": at(15.5), "created_at": NOW, "answered_at": None}
    return {"id": pk, "meeting_id": meeting, "side": side, "status": status} | times


def mail(pk, state, **fields):
    named = {"dedupe_key": f"invite:{pk}:1", "subject_key": f"invite:{pk}", "message_id": f"<{pk}@x.example>"}
    made = {
        "to_email": "ana@example.org",
        "template": "invitation",
        "context": {"zone": "UTC", "n": [1, None]},
    }
    times = {"created_at": NOW, "due_at": NOW, "give_up_at": NOW + 2 * DAY}
    return {"id": pk, "state": state} | named | made | times | fields


OPEN = {"name": "Talks", "owner_id": 1, "created_at": NOW, "updated_at": NOW}
ROWS = {
    "accounts.user": [
        user(1, "alice", email_verified_at=NOW, time_zone="Europe/Berlin", picture="pictures/a.jpg"),
        user(2, "Bob.B+c@d", last_login=NOW, is_staff=True, is_superuser=True),
        user(3, "eve", is_active=False),
    ],
    "accounts.refreshsession": [session(1), session(2, revoked_at=NOW, user_id=2)],
    "accounts.attemptcount": [{"key": HOLE, "count": 3, "started_at": NOW}],
    "accounts.keptanswer": [
        {"user_id": 1, "key": "k", "request_digest": HOLE, "status": 201, "body": "{}", "created_at": NOW},
        {"user_id": 2, "key": "k", "request_digest": HOLE, "status": None, "created_at": NOW},
    ],
    "contacts.contact": [
        contact(1, "ana@example.org", user_id=2, last_name="Lee", picture="pictures/b.jpg"),
        contact(2, "ben@example.org"),
        contact(3, "cem@example.org"),
        contact(4, "dan@example.org"),
        contact(5, "ana@example.org", archived_at=NOW),
    ],
    "contacts.contactrequest": [
        {"sender_id": 1, "recipient_id": 2, "status": "pending", "created_at": NOW},
        {"sender_id": 2, "recipient_id": 1, "status": "accepted", "created_at": NOW, "answered_at": NOW},
        {"sender_id": 3, "recipient_id": 1, "status": "declined", "created_at": NOW, "answered_at": NOW},
    ],
    "calendars.calendar": [
        OPEN
        | {"id": 1, "description": "Two\nlines", "deadline": at(8), "start_date": at(9), "end_date": at(9)},
        OPEN | {"id": 2, "status": "finalized", "finalized_at": NOW, "buffer_minutes": 10, "step_minutes": 5},
        OPEN | {"id": 3, "owner_id": 2, "deadline": NOW - DAY, "version": 7, "allow_changes": False},
    ],
    "calendars.invitation": [
        invitation(11, 1, deadline=at(8.5), opened_at=NOW),
        invitation(12, 1, "accepted", reminded_at=NOW),
        invitation(13, 1, "responded", comment="Late?", time_zone="Asia/Kathmandu"),
        invitation(14, 1, "declined"),
        invitation(21, 2, "responded", generation=3),
        invitation(22, 2, "responded"),
        invitation(23, 2),
    ],
    "calendars.meeting": [
        meeting(1, 21, "confirmed", 9, sequence=2, invitee_preference=1),
        meeting(2, 22, "cancelled", 9),
        meeting(3, 22, "confirmed", 9.5),
        meeting(4, 13, "tentative", 9),
    ],
    "calendars.slot": [
        {"calendar_id": 1, "start": at(9), "end": at(12), "preference": 3, "updated_at": NOW},
        {
            "calendar_id": 1,
            "invitation_id": 13,
            "start": at(9),
            "end": at(10),
            "preference": 1,
            "updated_at": NOW,
        },
    ],
    "calendars.proposal": [
        proposal(1, "owner", "pending", 1),
        proposal(2, "invitee", "accepted", 1),
        proposal(3, "owner", "declined", 3),
        proposal(4, "invitee", "withdrawn", 3),
    ],
    "calendars.feed": [{"user_id": 1, "generation": 2, "created_at": NOW}],
    "calendars.logentry": [
        {"calendar_id": 1, "at": NOW, "actor": "owner", "action": "created"},
        {
            "calendar_id": 2,
            "at": NOW,
            "actor": "system",
            "action": "reminded",
            "invitation_id": 21,
            "count": 1,
        },
    ],
    "calendars.suppression": [{"owner_id": 1, "email": "ana@example.org", "created_at": NOW}],
    "mail.outgoingmail": [
        mail(1, "queued", subject_key=""),
        mail(2, "leased", lease_until=NOW, lease_id=UUID(int=1), attempts=1),
        mail(3, "sent", sent_at=NOW, calendar_file="BEGIN:VCALENDAR", calendar_method="REQUEST"),
        mail(4, "failed", last_error="550 No", attempts=18),
        mail(5, "superseded"),
    ],
}
