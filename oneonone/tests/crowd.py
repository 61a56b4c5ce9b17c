"""A user's rows, as many of each kind as one says, and the calls that read them."""

from django.urls import reverse

from accounts.models import User
from calendars import links
from calendars.models import Calendar, Feed, Invitation, LogEntry, Meeting, Proposal, Slot, Suppression
from calendars.tests import routes
from calendars.tests.factories import NOW, CalendarFactory, at
from contacts.models import Contact, ContactRequest


class Crowd:
    """Alice's calendar, address book and whatever else there can be many of; bob invites her as often."""

    def __init__(self, alice, bob, rows):
        self.alice, self.bob, self.rows = alice, bob, rows
        guests = User.objects.bulk_create(
            User(username=f"guest{row}", email=f"guest{row}@example.org") for row in range(rows)
        )
        self.contacts = Contact.objects.bulk_create(
            Contact(owner=alice, first_name="Ana", email=guest.email, user=guest) for guest in guests
        )
        ContactRequest.objects.bulk_create(
            ContactRequest(sender=guest, recipient=alice, created_at=NOW) for guest in guests
        )
        Suppression.objects.bulk_create(
            Suppression(owner=alice, email=contact.email, created_at=NOW) for contact in self.contacts
        )
        self.feed = Feed.objects.create(user=alice, created_at=NOW)
        self.calendar = CalendarFactory(owner=alice, show_invitees=True)
        self.invitations = self._answers(self.calendar)
        self.meetings = self._meetings(self.invitations, "confirmed", days=0)
        self.draft = CalendarFactory(owner=alice)
        self._meetings(self._answers(self.draft), "tentative", days=10)
        self._history()
        self._lists()

    def _answers(self, calendar):
        invitations = Invitation.objects.bulk_create(
            Invitation(
                calendar=calendar, contact=contact, invited_at=NOW, status="responded", responded_at=NOW
            )
            for contact in self.contacts
        )
        Slot.objects.bulk_create(
            Slot(calendar=calendar, invitation=party, start=at(row), end=at(row + 1), preference=3)
            for row in range(self.rows)
            for party in (None, invitations[row])
        )
        return invitations

    def _meetings(self, invitations, status, days):
        return Meeting.objects.bulk_create(
            Meeting(
                owner=invitation.calendar.owner,
                calendar=invitation.calendar,
                invitation=invitation,
                start=at(row, days),
                end=at(row + 0.5, days),
                status=status,
                owner_preference=3,
                invitee_preference=3,
            )
            for row, invitation in enumerate(invitations)
        )

    def _history(self):
        Proposal.objects.bulk_create(
            Proposal(
                meeting=self.meetings[0],
                side="invitee",
                start=at(1),
                end=at(1.5),
                created_at=NOW,
                status="declined",
            )
            for _ in range(self.rows)
        )
        LogEntry.objects.bulk_create(
            LogEntry(calendar=self.calendar, at=NOW, actor="invitee", action="answered", invitation=each)
            for each in self.invitations
        )

    def _lists(self):
        # The owner's others; then those that she is invited to, which wait for her answer or have a meeting.
        Calendar.objects.bulk_create(Calendar(owner=self.alice, name="Talks") for _ in range(self.rows))
        me = Contact.objects.create(owner=self.bob, first_name="Alice", email=self.alice.email)
        for status in ("pending", "responded"):
            calendars = Calendar.objects.bulk_create(
                Calendar(owner=self.bob, name="Talks") for _ in range(self.rows)
            )
            received = Invitation.objects.bulk_create(
                Invitation(calendar=each, contact=me, invited_at=NOW, status=status, responded_at=NOW)
                for each in calendars
            )
        self._meetings(received, "confirmed", days=20)
        self.received = received[0]
        Slot.objects.bulk_create(
            Slot(
                calendar=self.received.calendar,
                invitation=party,
                start=at(row),
                end=at(row + 1),
                preference=3,
            )
            for row in range(self.rows)
            for party in (None, self.received)
        )

    def path(self, name):
        """Return the address of a route that reads, with as many rows on it as there are."""
        return self._address(name) + ("?page_size=200" if name.endswith("-list") or name == "log" else "")

    def _address(self, name):
        token = links.token(self.invitations[0])
        own = {
            "feed": lambda: links.feed_url(self.feed),
            "respond": lambda: reverse(name, args=[token]),
            "respond-meeting": lambda: reverse(name, args=[token]),
            "respond-page": lambda: reverse(name, args=[token]),
            "unsubscribe-page": lambda: links.unsubscribe_url(self.contacts[0]),
            "person": lambda: reverse(name, args=["guest0"]),
            "contact-detail": lambda: reverse(name, args=[self.contacts[0].pk]),
            "contact-profile": lambda: reverse(name, args=[self.contacts[0].pk]),
            "schedule": lambda: reverse(name, args=[self.draft.pk]),
        }
        if name in own:
            return own[name]()
        return routes.path_of(name, self._ids(name)) if name in routes.PRIVATE else reverse(name)

    def _ids(self, name):
        invitation = self.received if name in routes.RECEIVED else self.invitations[0]
        return {
            "calendar_pk": self.calendar.pk,
            "slot": self.calendar.slots.of_owner()[0].pk,
            "invitation": invitation.pk,
            "meeting": self.meetings[0].pk,
        }
