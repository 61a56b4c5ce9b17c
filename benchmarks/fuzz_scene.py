"""Rows for the fuzzer to find: an owner who has one row of each kind, and what opens them."""

import secrets
from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts import links as account_links
from accounts.models import User
from accounts.services import sessions
from calendars import links
from calendars.models import Calendar, Feed, Invitation, Meeting, Proposal, Slot
from contacts.models import Contact, ContactRequest

PASSWORD = "correct horse battery staple"

# The calendar's status, its meeting's, and whose proposal there is.
MOODS = [
    ("open", "tentative", None),
    *((status, "confirmed", side) for status in ("open", "finalized") for side in (None, "owner", "invitee")),
]


def suits(mood, path):
    """Whether what a path does can succeed in a mood."""
    status, meeting, side = mood
    if "/proposals/{id}/" in path:
        asks = "invitee" if "/respond/" in path else "owner"
        withdraws = path.endswith("{id}/")
        return side is not None and (side == asks) == withdraws
    if path.endswith("/proposals/"):
        return (meeting, side) == ("confirmed", None)
    if path.endswith("/confirm/"):
        return meeting == "tentative"
    return status == ("finalized" if path.endswith("/reopen/") else "open")


class Scene:
    """One owner's rows; ``ids`` has what paths name, by kind, and 0 where there is none."""

    @transaction.atomic
    def __init__(self, mood):
        self.mood = status, meeting_status, side = mood
        self.now = timezone.now()
        self.nine = _whole_hour(self.now) + timedelta(days=30)
        self.owner, self.friend, self.stranger, self.newcomer = (user() for _ in range(4))
        self.spare, self.linked = self.contact(), self.contact(user=self.friend)
        self.calendar = Calendar.objects.create(
            owner=self.owner,
            name="Talks",
            status=status,
            finalized_at=None if status == "open" else self.now,
        )
        slot = self.slot(self.calendar, None)
        self.met, self.waiting = self.invite(self.contact()), self.invite(self.contact())
        self.meeting = self.meet(meeting_status)
        proposal = self.propose(side) if side else None
        received = self.invited_by_friend()
        self.ids = {
            "calendar": self.calendar.pk,
            "slot": slot.pk,
            "invitation": self.waiting.pk if status == "open" else self.met.pk,
            "meeting": self.meeting.pk,
            "proposal": proposal.pk if proposal else 0,
            "contact": self.spare.pk,
            "linked": self.linked.pk,
            "received": received.pk,
            "given": self.slot(received.calendar, received).pk,
            "incoming": self.request(self.stranger, self.owner).pk,
            "sent": self.request(self.owner, self.friend).pk,
            "link": links.token(self.met),
            "waiting link": links.token(self.waiting),
            "feed": self.feed(),
            "username": self.stranger.username,
        }
        self.slot(received.calendar, received)  # one of two can be removed
        self.pair = sessions.start(user=self.owner, now=self.now)
        self.owner.refresh_from_db()  # links that set passwords end with the next log-in

    def feed(self):
        feed = Feed.objects.create(user=self.owner, created_at=self.now)
        return links.feed_url(feed).split("/")[-1].removesuffix(".ics")

    def contact(self, **fields):
        email = f"{secrets.token_hex(8)}@example.org"
        return Contact.objects.create(owner=self.owner, first_name="Ana", email=email, **fields)

    def invite(self, contact, calendar=None, **fields):
        """Invite somebody long enough ago for a reminder."""
        long_ago = self.now - timedelta(days=2)
        calendar = calendar or self.calendar
        return Invitation.objects.create(calendar=calendar, contact=contact, invited_at=long_ago, **fields)

    def meet(self, status):
        return Meeting.objects.create(
            owner=self.owner,
            calendar=self.calendar,
            invitation=self.met,
            start=self.nine,
            end=self.nine + timedelta(minutes=30),
            status=status,
            owner_preference=3,
        )

    def propose(self, side):
        start = self.nine + timedelta(hours=1)
        end = start + timedelta(minutes=30)
        return Proposal.objects.create(
            meeting=self.meeting, side=side, start=start, end=end, created_at=self.now
        )

    def request(self, sender, recipient):
        return ContactRequest.objects.create(sender=sender, recipient=recipient, created_at=self.now)

    def invited_by_friend(self):
        """Let the friend have asked the owner, who has answered."""
        me = Contact.objects.create(
            owner=self.friend, user=self.owner, first_name="Fu", email=self.owner.email
        )
        calendar = Calendar.objects.create(owner=self.friend, name="Theirs")
        return self.invite(me, calendar, status="responded", responded_at=self.now)

    def slot(self, calendar, invitation):
        end = self.nine + timedelta(hours=4)
        return Slot.objects.create(
            calendar=calendar, invitation=invitation, start=self.nine, end=end, preference=3
        )

    def reset_link(self):
        """Return the uid and the token of a link that sets a new password."""
        return account_links.reset_link(self.owner).strip("/").split("/")[-2:]

    def verification_link(self):
        """Return the uid and the token of a link that proves the address."""
        return account_links.verification_link(self.owner).strip("/").split("/")[-2:]


def user():
    name = f"u{secrets.token_hex(8)}"
    return User.objects.create(
        username=name,
        email=f"{name}@example.org",
        first_name="Fu",
        password=_hash(),
        email_verified_at=timezone.now(),
    )


@cache
def _hash():
    return make_password(PASSWORD)


def _whole_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
