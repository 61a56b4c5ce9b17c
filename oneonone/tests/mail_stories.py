"""One mail of every kind about a calendar or an account, and what can happen before it is sent.

Ana has answered and has a meeting on the Monday at 9; Ben is missing. Each function takes the story.
"""

from datetime import timedelta

from accounts.services import accounts, addresses
from calendars import emails
from calendars.models import Calendar, Invitation, Meeting, Proposal
from calendars.services import answers, calendars, invitations, meetings, mending, proposals, schedules
from calendars.services.subscriptions import stop
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from mail import outbox

LATER = at(10.5)


class Story:
    """A calendar that is still open; ``now`` is when the mail is due to be sent."""

    def __init__(self, owner):
        self.owner, self.now = owner, NOW
        self.calendar = CalendarFactory(owner=owner, deadline=at(8))
        SlotFactory(calendar=self.calendar, start=at(9), end=at(17))
        self.ana, self.ben = invite(self.calendar, (9, 17, 3)), invite(self.calendar)
        self.meeting = MeetingFactory(invitation=self.ana, start=at(9), confirmed=True)

    def post(self, mail):
        """Store the mail that the story is about."""
        outbox.post([mail])
        return mail

    def finalized(self):
        """Finalize, without a word, a calendar of which Ben has no meeting."""
        answers.answer(invitation=self.ben, slots=[self.slot(14, 15)], now=NOW)
        Calendar.objects.update(status="finalized", finalized_at=NOW)
        self.calendar.refresh_from_db()

    def slot(self, start, end):
        return SlotFactory.build(calendar=self.calendar, invitation=self.ben, start=at(start), end=at(end))

    def ask(self, side, hour=10):
        """Let one side ask for another time, and return the question."""
        times = {"start": at(hour), "end": at(hour + 0.5), "created_at": NOW}
        self.proposal = Proposal.objects.create(meeting=self.meeting, side=side, **times)
        return emails.proposal(self.proposal, now=NOW)

    def reply(self, side, status):
        """Let the other side have answered, and return what the asker is told."""
        self.ask(side)
        if status == "accepted":
            Meeting.objects.update(start=at(10), end=at(10.5))
        Proposal.objects.update(status=status, answered_at=NOW)
        self.proposal.status = status
        return emails.proposal_answered(self.proposal, now=NOW)


def mend(story):
    calendar, repair = mending.solve(calendar=story.calendar, now=NOW)
    mending.mend(calendar=calendar, repair=repair, now=NOW)


def left_out(story):
    story.finalized()
    return emails.no_meeting(story.ben, now=NOW)


def summary(story):
    story.finalized()
    return emails.owner_summary(story.calendar, [story.meeting], [story.ben], now=NOW)


def complete(story):
    answers.decline(invitation=story.ben, now=NOW)
    return emails.all_answered(story.calendar, now=NOW - timedelta(minutes=1))


def overdue(story):
    story.now = at(8.5)
    return emails.deadline_passed(story.calendar, [story.ben], now=NOW)


def called_off(story):
    answers.decline(invitation=story.ana, now=NOW)
    return emails.meeting_declined(story.meeting, now=NOW - timedelta(minutes=1))


def accept(story, side):
    proposals.accept(proposal=story.proposal, side=side, now=NOW)


def decline(story, side):
    proposals.decline(proposal=story.proposal, side=side, now=NOW)


EVENTS = {
    "nothing": lambda _: None,
    "time passes": lambda story: setattr(story, "now", LATER),
    "answers": lambda story: answers.answer(invitation=story.ben, slots=[story.slot(14, 15)], now=NOW),
    "owner answers for": lambda story: answers.answer_for(
        invitation=story.ben, slots=[story.slot(14, 15)], now=NOW
    ),
    "promises": lambda story: answers.accept(invitation=story.ben, now=NOW),
    "declines": lambda story: answers.decline(invitation=story.ben, now=NOW),
    "met one declines": lambda story: answers.decline(invitation=story.ana, now=NOW),
    "is removed": lambda story: invitations.revoke(invitation=story.ben, now=NOW),
    "met one is removed": lambda story: invitations.revoke(invitation=story.ana, now=NOW),
    "gets a new link": lambda story: invitations.resend(invitation=story.ben, now=NOW),
    "unsubscribes": lambda story: stop(contact=story.ben.contact, now=NOW),
    "met one unsubscribes": lambda story: stop(contact=story.ana.contact, now=NOW),
    "another is invited": lambda story: invite(story.calendar),
    "more time": lambda story: Invitation.objects.filter(pk=story.ben.pk).update(deadline=at(9)),
    "deadline moves": lambda story: calendars.change(calendar=story.calendar, deadline=at(20), now=NOW),
    "is finalized": lambda story: schedules.finalize(calendar=story.calendar, bookings=[], now=NOW),
    "is reopened": lambda story: schedules.reopen(calendar=story.calendar, now=NOW),
    "is mended": mend,
    "is deleted": lambda story: calendars.delete(calendar=story.calendar, now=NOW),
    "moves": lambda story: meetings.move(meeting=story.meeting, start=at(12), now=NOW),
    "is cancelled": lambda story: meetings.cancel(meeting=story.meeting, now=NOW),
    "asks again": lambda story: story.ask("owner", 15),
    "owner accepts": lambda story: accept(story, "owner"),
    "owner declines": lambda story: decline(story, "owner"),
    "owner withdraws": lambda story: proposals.withdraw(proposal=story.proposal, side="owner", now=NOW),
    "invitee accepts": lambda story: accept(story, "invitee"),
    "invitee declines": lambda story: decline(story, "invitee"),
    "invitee withdraws": lambda story: proposals.withdraw(proposal=story.proposal, side="invitee", now=NOW),
    "owner moves house": lambda story: accounts.change(user=story.owner, email="new@example.org", now=NOW),
    "owner proves": lambda story: addresses.mark_verified(user=story.owner, now=NOW),
    "owner is barred": lambda story: type(story.owner).objects.update(is_active=False),
    "owner leaves": lambda story: accounts.close(user=story.owner, now=NOW),
}
