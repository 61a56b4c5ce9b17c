"""What both sides do with single meetings, by hand and by proposals."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from calendars.models import Meeting, Proposal
from calendars.tests.factories import at
from calendars.tests.life.walk import HOURS, Walk, calendars, iso, people


class SingleMeetings(Walk):
    """Confirming, moving, cancelling, and asking for another time."""

    @rule(calendar=calendars, person=people)
    def confirm_one(self, calendar, person):
        meeting = self.meeting(calendar, person)
        if meeting:
            answer = self.at_calendar("post", calendar, f"meetings/{meeting.pk}/confirm/")
            assert answer.status_code in ((409,) if meeting.is_confirmed else (200, 400))

    @rule(calendar=calendars, person=people, hour=HOURS)
    def move(self, calendar, person, hour):
        meeting = self.meeting(calendar, person)
        if meeting:
            body = {"start": iso(at(hour))}
            answer = self.at_calendar("patch", calendar, f"meetings/{meeting.pk}/", body)
            expected = at(hour) if answer.status_code == 200 else meeting.start
            assert Meeting.objects.get(pk=meeting.pk).start == expected

    @rule(calendar=calendars, person=people)
    def cancel(self, calendar, person):
        meeting = self.meeting(calendar, person)
        if meeting:
            answer = self.at_calendar("delete", calendar, f"meetings/{meeting.pk}/")
            assert answer.status_code == 204
            assert self.meeting(calendar, person) is None

    @rule(calendar=calendars, person=people, hour=HOURS, by_owner=st.booleans())
    def propose(self, calendar, person, hour, by_owner):
        meeting = self.meeting(calendar, person)
        if meeting and meeting.is_confirmed:
            body = {"start": iso(at(hour))}
            if by_owner:
                self.at_calendar("post", calendar, f"meetings/{meeting.pk}/proposals/", body)
            else:
                self.by_link("post", calendar, person, "proposals/", body)

    @precondition(lambda _life: Proposal.objects.pending().exists())
    @rule(verb=st.sampled_from(["accept", "decline"]))
    def answer_a_proposal(self, verb):
        proposal = Proposal.objects.pending().with_meeting().first()
        answer = self.at_proposal("post", proposal, f"{verb}/", by_owner=not proposal.is_of_owner)
        assert answer.status_code in ((200, 400) if verb == "accept" else (200,))
        if answer.status_code == 200 and verb == "accept":
            assert Meeting.objects.get(pk=proposal.meeting_id).start == proposal.start

    @precondition(lambda _life: Proposal.objects.pending().exists())
    @rule()
    def withdraw_a_proposal(self):
        proposal = Proposal.objects.pending().with_meeting().first()
        assert self.at_proposal("delete", proposal, by_owner=proposal.is_of_owner).status_code == 204
        assert Proposal.objects.get(pk=proposal.pk).status == "withdrawn"

    def at_proposal(self, method, proposal, path="", *, by_owner):
        meeting = proposal.meeting
        calendar = self.ids.index(meeting.calendar_id)
        path = f"proposals/{proposal.pk}/{path}"
        if by_owner:
            return self.at_calendar(method, calendar, f"meetings/{meeting.pk}/{path}")
        person = self.contacts.index(meeting.invitation.contact)
        return self.by_link(method, calendar, person, path)
