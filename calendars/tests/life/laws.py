"""What must hold after every step, asked of the database itself."""

from itertools import pairwise

from django.db.models import F
from hypothesis.stateful import invariant

from calendars.models import Calendar, Invitation, LogEntry, Meeting, Proposal, Slot
from calendars.tests.life.walk import Walk
from mail.models import OutgoingMail


def overlap_free(meetings):
    return all(
        first[1] <= second[0] for first, second in pairwise(sorted(meetings.values_list("start", "end")))
    )


def gap(one, other):
    return max(one.start - other.end, other.start - one.end)


class Laws(Walk):
    """The laws of the product."""

    @invariant()
    def confirmed_meetings_of_the_owner_never_overlap(self):
        assert overlap_free(Meeting.objects.confirmed())

    @invariant()
    def meetings_of_a_calendar_never_overlap(self):
        for calendar in Calendar.objects.all():
            assert overlap_free(calendar.meetings.standing())

    @invariant()
    def a_finalized_calendar_has_no_draft(self):
        assert not Meeting.objects.tentative().filter(calendar__status="finalized").exists()

    @invariant()
    def who_declined_has_no_meeting_to_come(self):
        declined = Meeting.objects.standing().filter(invitation__status="declined", end__gt=self.now)
        assert not declined.exists()

    @invariant()
    def a_pending_proposal_is_of_a_confirmed_meeting(self):
        assert not Proposal.objects.pending().exclude(meeting__status="confirmed").exists()

    @invariant()
    def an_answer_has_times_and_its_moment(self):
        for invitation in Invitation.objects.filter(status="responded"):
            assert invitation.responded_at
            assert invitation.slots.exists()

    @invariant()
    def sequences_never_fall_and_each_is_mailed(self):
        for meeting in Meeting.objects.exclude(status="tentative"):
            assert meeting.sequence >= self.sequences.get(meeting.pk, 0)
            self.sequences[meeting.pk] = meeting.sequence
            method = "request" if meeting.is_confirmed else "cancel"
            key = f"meeting:{meeting.pk}:{meeting.sequence}:{method}"
            assert OutgoingMail.objects.filter(dedupe_key=key).count() == 1

    @invariant()
    def whoever_was_told_is_told_of_every_change(self):
        """A change that does not raise the sequence would be no news to the invitee's calendar."""
        for meeting in Meeting.objects.exclude(status="tentative"):
            as_told = (meeting.start, meeting.end, meeting.status)
            sequence, before = self.told.get(meeting.pk, (-1, None))
            assert as_told == before or meeting.sequence > sequence
            self.told[meeting.pk] = meeting.sequence, as_told

    @invariant()
    def a_pending_proposal_is_of_the_meeting_as_it_was_then(self):
        for proposal in Proposal.objects.pending().select_related("meeting"):
            sequence = proposal.meeting.sequence
            assert self.proposed.setdefault(proposal.pk, sequence) == sequence

    @invariant()
    def a_meeting_that_is_set_keeps_the_break(self):
        """Those that stand already do not move when the break gets longer."""
        for calendar in Calendar.objects.all():
            standing = list(calendar.meetings.standing())
            for meeting in standing:
                as_set = (meeting.start, meeting.end, meeting.status)
                if self.set.get(meeting.pk) != as_set:
                    self.set[meeting.pk] = as_set
                    others = [other for other in standing if other.pk != meeting.pk]
                    assert all(gap(meeting, other) >= calendar.buffer for other in others)

    @invariant()
    def a_mail_that_a_newer_one_replaces_is_not_sent(self):
        waiting = OutgoingMail.objects.unsent().exclude(subject_key="").values_list("subject_key", flat=True)
        assert len(waiting) == len(set(waiting))

    @invariant()
    def slots_belong_to_their_calendar(self):
        strays = Slot.objects.exclude(invitation=None).exclude(calendar=F("invitation__calendar"))
        assert not strays.exists()

    @invariant()
    def everything_that_happened_is_in_the_log(self):
        finalized = LogEntry.objects.filter(action="finalized").count()
        reopened = LogEntry.objects.filter(action="reopened").count()
        assert finalized - reopened == Calendar.objects.filter(status="finalized").count()
