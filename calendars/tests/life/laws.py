"""What must hold after every step, asked of the database itself."""

from datetime import timedelta
from itertools import pairwise

from django.db.models import F, Q
from hypothesis.stateful import invariant

from calendars.models import Calendar, Invitation, LogEntry, Meeting, Proposal, Slot
from calendars.tests.life.places import gap
from calendars.tests.life.walk import Walk
from mail.models import OutgoingMail

UNSENT = ["held", "queued", "leased"]


def overlap_free(meetings):
    spans = sorted((meeting.start, meeting.end) for meeting in meetings)
    return all(first[1] <= second[0] for first, second in pairwise(spans))


def rows(*statuses):
    return Meeting.objects.filter(status__in=statuses)


class Laws(Walk):
    """The laws of the product."""

    @invariant()
    def meetings_never_overlap(self):
        """Neither the owner's confirmed ones, nor those of a calendar with its draft."""
        standing = rows("confirmed", "tentative")
        assert overlap_free(meeting for meeting in standing if meeting.status == "confirmed")
        for pk in self.ids:
            assert overlap_free(meeting for meeting in standing if meeting.calendar_id == pk)

    @invariant()
    def a_finalized_calendar_has_no_draft(self):
        assert not rows("tentative").filter(calendar__status="finalized").exists()

    @invariant()
    def who_declined_has_no_meeting_to_come(self):
        declined = rows("confirmed", "tentative").filter(invitation__status="declined", end__gt=self.now)
        assert not declined.exists()

    @invariant()
    def a_pending_proposal_is_of_a_confirmed_meeting(self):
        assert not Proposal.objects.filter(status="pending").exclude(meeting__status="confirmed").exists()

    @invariant()
    def an_answer_has_times_and_its_moment(self):
        answered = Invitation.objects.filter(status="responded")
        assert not answered.filter(Q(responded_at=None) | Q(slots=None)).exists()

    @invariant()
    def whoever_was_told_is_told_of_every_change(self):
        """A change that does not raise the sequence would be no news to the invitee's calendar."""
        meetings = list(rows("confirmed", "cancelled"))
        methods = {"confirmed": "request", "cancelled": "cancel"}
        keys = {f"meeting:{each.pk}:{each.sequence}:{methods[each.status]}" for each in meetings}
        assert OutgoingMail.objects.filter(dedupe_key__in=keys).count() == len(keys)
        for meeting in meetings:
            as_told = (meeting.start, meeting.end, meeting.status)
            sequence, before = self.told.get(meeting.pk, (-1, None))
            assert meeting.sequence > sequence or (meeting.sequence, as_told) == (sequence, before)
            self.told[meeting.pk] = meeting.sequence, as_told

    @invariant()
    def a_pending_proposal_is_of_the_meeting_as_it_was_then(self):
        for proposal in Proposal.objects.filter(status="pending").select_related("meeting"):
            sequence = proposal.meeting.sequence
            assert self.proposed.setdefault(proposal.pk, sequence) == sequence

    @invariant()
    def a_meeting_that_is_set_keeps_the_break(self):
        """Those that stand already do not move when the break gets longer."""
        standing = list(rows("confirmed", "tentative").select_related("calendar"))
        for meeting in standing:
            as_set = (meeting.start, meeting.end, meeting.status)
            if self.set.get(meeting.pk) != as_set:
                self.set[meeting.pk] = as_set
                pause = timedelta(minutes=meeting.calendar.buffer_minutes)
                assert all(
                    gap(as_set, (other.start, other.end)) >= pause
                    for other in standing
                    if other.calendar_id == meeting.calendar_id and other.pk != meeting.pk
                )

    @invariant()
    def a_mail_that_a_newer_one_replaces_is_not_sent(self):
        waiting = (
            OutgoingMail.objects.filter(state__in=UNSENT)
            .exclude(subject_key="")
            .values_list("subject_key", flat=True)
        )
        assert len(waiting) == len(set(waiting))

    @invariant()
    def nothing_is_asked_of_a_withdrawn_proposal(self):
        withdrawn = Proposal.objects.filter(status="withdrawn").values_list("pk", flat=True)
        keys = [f"proposal:{pk}" for pk in withdrawn]
        assert not OutgoingMail.objects.filter(state__in=UNSENT, subject_key__in=keys).exists()

    @invariant()
    def slots_belong_to_their_calendar(self):
        strays = Slot.objects.exclude(invitation=None).exclude(calendar=F("invitation__calendar"))
        assert not strays.exists()

    @invariant()
    def everything_that_happened_is_in_the_log(self):
        finalized = LogEntry.objects.filter(action="finalized").count()
        reopened = LogEntry.objects.filter(action="reopened").count()
        assert finalized - reopened == Calendar.objects.filter(status="finalized").count()
