"""What each route that writes is asked for: by whom, where, and with which body, given a crowd."""

from django.urls import reverse

from accounts import links
from accounts.tests.factories import PASSWORD
from calendars.tests.factories import at
from calendars.tests.shapes import offer, zulu

FRESH = {"password": f"{PASSWORD}!", "password2": f"{PASSWORD}!"}
BEN = {"first_name": "Ben", "last_name": "Lee", "email": "ben@example.net"}
CREDENTIALS = {"username": "alice", "password": PASSWORD}
CHANGE = {"current_password": PASSWORD, "new_password": f"{PASSWORD}!", "new_password2": f"{PASSWORD}!"}
PROFILE = {"username": "alice", "first_name": "Al", "last_name": "Able", "email": "al@example.org"}
TALKS = {"name": "Talks", "time_zone": "Europe/Berlin", "meeting_minutes": 20}
LATE, LATER = offer(at(1, 40), at(2, 40)), zulu(at(0.5))


def owners(name, body=lambda _: {}, *, calendar="calendar", **ids):
    """Call as alice what a path of her calendars or of what she received names."""

    def call(crowd):
        made = {kind: find(crowd) for kind, find in ids.items()}
        asked = body(crowd)
        return crowd.alice, crowd.path_in(name, calendar=getattr(crowd, calendar), **made), asked

    return call


def invitees(name, body=lambda _: {}, *find):
    """Call by a personal link."""
    return lambda crowd: (None, crowd.link(name, *(each(crowd) for each in find)), body(crowd))


def users(name, body=lambda _: {}, *find, who="alice"):
    """Call what belongs to a user, or is open to all."""

    def call(crowd):
        ids = [each(crowd) for each in find]
        return getattr(crowd, who) if who else None, reverse(name, args=ids), body(crowd)

    return call


def of_owner(crowd):
    return crowd.proposal("owner")


def of_invitee(crowd):
    return crowd.proposal("invitee")


OWN_SLOT = {"start": zulu(at(0)), "end": zulu(at(1)), "preference": 1}
CALLS = {
    ("availability-detail", "delete"): owners("availability-detail"),
    ("availability-detail", "patch"): owners("availability-detail", lambda _: {"preference": 1}),
    ("availability-detail", "put"): owners("availability-detail", lambda _: OWN_SLOT),
    ("availability-list", "post"): owners("availability-list", lambda _: LATE),
    ("availability-list", "put"): owners("availability-list", lambda crowd: crowd.offers()),
    ("calendar-detail", "delete"): owners("calendar-detail"),
    ("calendar-detail", "patch"): owners("calendar-detail", lambda _: {"meeting_minutes": 20}),
    ("calendar-detail", "put"): owners("calendar-detail", lambda _: TALKS),
    ("calendar-list", "post"): users(
        "calendar-list",
        lambda crowd: {"name": "Talks", "invitees": crowd.newcomers(), "availability": crowd.offers()},
    ),
    ("finalize", "post"): owners("finalize", lambda crowd: {"meetings": crowd.bookings()}, calendar="draft"),
    ("invitation-answer", "put"): owners("invitation-answer", lambda crowd: {"availability": crowd.offers()}),
    ("invitation-detail", "delete"): owners("invitation-detail"),
    ("invitation-detail", "patch"): owners("invitation-detail", lambda _: {"deadline": zulu(at(0))}),
    ("invitation-list", "post"): owners("invitation-list", lambda crowd: {"contacts": crowd.newcomers()}),
    ("invitation-remind", "post"): owners("invitation-remind", lambda crowd: crowd.unanswered() and {}),
    ("invitation-resend", "post"): owners("invitation-resend"),
    ("meeting-confirm", "post"): owners(
        "meeting-confirm", calendar="draft", meeting=lambda crowd: crowd.drafted().pk
    ),
    ("meeting-detail", "delete"): owners("meeting-detail"),
    ("meeting-detail", "patch"): owners("meeting-detail", lambda _: {"start": LATER}),
    ("proposal-accept", "post"): owners("proposal-accept", proposal=of_invitee),
    ("proposal-decline", "post"): owners("proposal-decline", proposal=of_invitee),
    ("proposal-detail", "delete"): owners("proposal-detail", proposal=of_owner),
    ("proposal-list", "post"): owners("proposal-list", lambda _: {"start": LATER}),
    ("remind-all", "post"): owners("remind-all", lambda crowd: crowd.unanswered() and {}),
    ("reopen", "post"): owners("reopen", lambda crowd: crowd.finalized() and {}),
    ("repair", "get"): owners("repair", lambda crowd: crowd.broken() and {}),
    ("repair", "post"): owners("repair", lambda crowd: crowd.broken() and {}),
    ("schedule", "delete"): owners("schedule", calendar="draft"),
    ("schedule", "put"): owners("schedule", lambda crowd: {"meetings": crowd.bookings()}, calendar="draft"),
    ("schedule-generate", "post"): owners("schedule-generate", calendar="draft"),
    ("received-accept", "post"): owners("received-accept"),
    ("received-availability", "post"): owners("received-availability", lambda _: LATE),
    ("received-availability", "put"): owners(
        "received-availability", lambda crowd: {"availability": crowd.offers()}
    ),
    ("received-availability-detail", "delete"): owners(
        "received-availability-detail", answer=lambda crowd: crowd.answer()
    ),
    ("received-availability-detail", "patch"): owners(
        "received-availability-detail", lambda _: {"preference": 1}, answer=lambda crowd: crowd.answer()
    ),
    ("received-decline", "post"): owners("received-decline"),
    ("respond-accept", "post"): invitees("respond-accept"),
    ("respond-availability", "put"): invitees(
        "respond-availability", lambda crowd: {"availability": crowd.offers()}
    ),
    ("respond-decline", "post"): invitees("respond-decline"),
    ("respond-page", "post"): invitees("respond-page", lambda _: {"action": "decline"}),
    ("respond-proposal", "delete"): invitees("respond-proposal", lambda _: {}, of_invitee),
    ("respond-proposal-accept", "post"): invitees("respond-proposal-accept", lambda _: {}, of_owner),
    ("respond-proposal-decline", "post"): invitees("respond-proposal-decline", lambda _: {}, of_owner),
    ("respond-proposals", "post"): invitees("respond-proposals", lambda _: {"start": LATER}),
    ("unsubscribe-page", "post"): lambda crowd: (None, crowd.way_out(), {}),
    ("contact-detail", "delete"): users("contact-detail", lambda _: {}, lambda crowd: crowd.newcomers()[0]),
    ("contact-detail", "patch"): users(
        "contact-detail", lambda _: {"email": BEN["email"]}, lambda crowd: crowd.unanswered().contacts[0].pk
    ),
    ("contact-detail", "put"): users(
        "contact-detail", lambda _: BEN, lambda crowd: crowd.unanswered().contacts[0].pk
    ),
    ("contact-import-many", "post"): users("contact-import-many", lambda crowd: {"text": crowd.lines()}),
    ("contact-list", "post"): users("contact-list", lambda _: BEN),
    ("contact-request-accept", "post"): users(
        "contact-request-accept", lambda _: {}, lambda crowd: crowd.request(crowd.bob, crowd.alice)
    ),
    ("contact-request-decline", "post"): users(
        "contact-request-decline", lambda _: {}, lambda crowd: crowd.request(crowd.bob, crowd.alice)
    ),
    ("contact-request-detail", "delete"): users(
        "contact-request-detail", lambda _: {}, lambda crowd: crowd.request(crowd.alice, crowd.bob)
    ),
    ("contact-request-list", "post"): users("contact-request-list", lambda _: {"username": "bob"}),
    ("feed-address", "post"): users("feed-address"),
    ("profile", "delete"): users("profile", lambda _: {"password": PASSWORD}),
    ("profile", "patch"): users("profile", lambda _: {"email": PROFILE["email"]}),
    ("profile", "put"): users("profile", lambda _: PROFILE),
    ("password-change", "post"): users("password-change", lambda _: CHANGE),
    ("password-reset", "post"): users("password-reset", lambda crowd: {"email": crowd.alice.email}, who=""),
    ("password-confirm", "post"): users(
        "password-confirm",
        lambda crowd: crowd.held_by(links.reset_link(crowd.alice)) | FRESH,
        who="",
    ),
    ("email-verify", "post"): users(
        "email-verify", lambda crowd: crowd.held_by(links.verification_link(crowd.unproved())), who=""
    ),
    ("email-verify-resend", "post"): users(
        "email-verify-resend", lambda crowd: crowd.unproved() and {}, who="bob"
    ),
    ("signup", "post"): users("signup", lambda _: BEN | FRESH | {"username": "ben"}, who=""),
    ("login", "post"): users("login", lambda _: CREDENTIALS, who=""),
    ("logout", "post"): users("logout", lambda crowd: crowd.refresh()),
    ("token-refresh", "post"): users("token-refresh", lambda crowd: crowd.refresh(), who=""),
    ("token-verify", "post"): users(
        "token-verify", lambda crowd: {"token": crowd.refresh()["refresh"]}, who=""
    ),
}
