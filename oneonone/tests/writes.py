"""Rows beside those of a crowd that writes need, made in bulk just before each of them."""

from urllib.parse import urlsplit

from django.urls import resolve, reverse

from accounts.models import User
from accounts.services import sessions
from calendars import links
from calendars.models import Calendar, Meeting, Proposal, Slot
from calendars.tests import routes
from calendars.tests.factories import NOW, at
from calendars.tests.shapes import booking, offer
from contacts.models import Contact, ContactRequest
from oneonone.tests.crowd import Crowd


class Writing(Crowd):
    """A crowd, and what is changed of it."""

    def offers(self):
        return [offer(at(row), at(row + 1)) for row in range(self.rows)]

    def bookings(self):
        """Give times for the draft's invitations, between the meetings that are confirmed."""
        return [booking(each, row + 0.5) for row, each in enumerate(self.draft.invitations.all())]

    def newcomers(self):
        """Add contacts whom nobody has invited."""
        made = Contact.objects.bulk_create(
            Contact(owner=self.alice, first_name="Ben", email=f"ben{row}@example.org")
            for row in range(self.rows)
        )
        return [each.pk for each in made]

    def path_in(self, name, *, calendar=None, **ids):
        own = {"calendar_pk": (calendar or self.calendar).pk}
        if name in routes.RECEIVED_SLOT:
            own["invitation"] = self.received.pk
        return routes.path_of(name, self._ids(name) | own | ids)

    def link(self, name, *ids):
        return reverse(name, args=[links.token(self.invitations[0]), *ids])

    def unanswered(self):
        """Have nobody said anything."""
        self.draft.invitations.all().delete()
        self.calendar.invitations.update(status="pending", responded_at=None)
        self.calendar.meetings.all().delete()
        return self

    def drafted(self):
        """Plan the draft's meetings at times that fit, and return the first."""
        meetings = list(self.draft.meetings.all())
        for row, each in enumerate(meetings):
            each.start, each.end = at(row + 0.5), at(row + 1)
        Meeting.objects.bulk_update(meetings, ["start", "end"])
        return meetings[0]

    def finalized(self):
        Calendar.objects.filter(pk=self.calendar.pk).update(status="finalized", finalized_at=NOW)
        return self

    def broken(self):
        """Take the owner's first halves of all hours away, and with them every confirmed meeting's time."""
        self.calendar.slots.of_owner().delete()
        Slot.objects.bulk_create(
            Slot(calendar=self.calendar, start=at(row + 0.5), end=at(row + 1), preference=3)
            for row in range(self.rows)
        )
        return self

    def proposal(self, side):
        return Proposal.objects.create(
            meeting=self.meetings[0], side=side, start=at(0.5), end=at(1), created_at=NOW
        ).pk

    def request(self, sender, recipient):
        return ContactRequest.objects.create(sender=sender, recipient=recipient, created_at=NOW).pk

    def answer(self):
        """Return one of two times at least that alice has given bob."""
        Slot.objects.create(
            calendar=self.received.calendar,
            invitation=self.received,
            start=at(1, days=30),
            end=at(2, days=30),
            preference=1,
        )
        return self.received.slots.earliest("start").pk

    @staticmethod
    def held_by(link):
        """Return what a mailed link of an account holds."""
        return resolve(urlsplit(link).path).kwargs

    def unproved(self):
        """Let many others know an address that bob has not proved."""
        self.bob.email_verified_at = None
        self.bob.save()
        Contact.objects.bulk_create(
            Contact(owner=owner, first_name="Bob", email=self.bob.email)
            for owner in User.objects.filter(username__startswith="guest")
        )
        return self.bob

    def refresh(self):
        """Log alice in, and return what keeps her so."""
        return {"refresh": sessions.start(user=self.alice, now=NOW).refresh}

    def lines(self):
        """Give people to import as somebody pastes them."""
        return "\n".join(f"Ben Lee <ben{row}@example.org>" for row in range(self.rows))

    def way_out(self):
        """Return where somebody, the last to answer, says that the owner shall not write again."""
        self.alice.suppressions.all().delete()
        waiting = self.unanswered().invitations[0]
        self.calendar.invitations.exclude(pk=waiting.pk).update(status="responded", responded_at=NOW)
        return links.unsubscribe_url(self.contacts[0])
