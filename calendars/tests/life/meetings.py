"""What both sides do with single meetings, by hand and by proposals."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from calendars.models import Meeting, Proposal
from calendars.tests.factories import at
from calendars.tests.life.places import Places
from calendars.tests.life.walk import HOURS, calendars, people


class SingleMeetings(Places):
    """Confirming, moving, cancelling, and asking for another time."""

    @rule(calendar=calendars, person=people)
    def confirm_one(self, calendar, person):
        meeting = self.meeting(calendar, person)
        if meeting:
            expected = 409 if meeting.is_confirmed else self.expected_of_confirming(meeting)
            answer = self.write_to("post", meeting, "confirm/")
            assert answer.status_code == expected

    @rule(calendar=calendars, person=people, hour=HOURS)
    def move(self, calendar, person, hour):
        meeting = self.meeting(calendar, person)
        if meeting:
            stays = at(hour) == meeting.start and at(hour) >= self.now
            expected = 200 if stays or self.places_of(meeting)(at(hour)) else 400
            assert self.move_to(meeting, at(hour)).status_code == expected
            assert Meeting.objects.get(pk=meeting.pk).start == (
                at(hour) if expected == 200 else meeting.start
            )

    @rule(calendar=calendars, person=people)
    def cancel(self, calendar, person):
        meeting = self.meeting(calendar, person)
        if meeting:
            answer = self.write_to("delete", meeting)
            assert answer.status_code == 204
            assert self.meeting(calendar, person) is None

    @rule(calendar=calendars, person=people, hour=HOURS, by_owner=st.booleans())
    def propose(self, calendar, person, hour, by_owner):
        meeting = self.meeting(calendar, person)
        if meeting and meeting.is_confirmed:
            is_possible = at(hour) != meeting.start and self.places_of(meeting, agreed=True)(at(hour))
            is_second = meeting.proposals.filter(status="pending").exists()
            answer = self.propose_for(meeting, at(hour), by_owner=by_owner)
            is_past = at(hour) < self.now
            assert answer.status_code == (
                400 if is_past else 409 if is_second else 201 if is_possible else 400
            )

    @precondition(lambda _life: Proposal.objects.filter(status="pending").exists())
    @rule(verb=st.sampled_from(["accept", "decline"]))
    def answer_a_proposal(self, verb):
        proposal = Proposal.objects.filter(status="pending").with_meeting().first()
        is_possible = verb == "decline" or self.places_of(proposal.meeting, agreed=True)(proposal.start)
        answer = self.at_proposal("post", proposal, f"{verb}/", by_owner=not proposal.is_of_owner)
        assert answer.status_code == (200 if is_possible else 400)
        if answer.status_code == 200 and verb == "accept":
            assert Meeting.objects.get(pk=proposal.meeting_id).start == proposal.start

    @precondition(lambda _life: Proposal.objects.filter(status="pending").exists())
    @rule()
    def withdraw_a_proposal(self):
        proposal = Proposal.objects.filter(status="pending").with_meeting().first()
        assert self.at_proposal("delete", proposal, by_owner=proposal.is_of_owner).status_code == 204
        assert Proposal.objects.get(pk=proposal.pk).status == "withdrawn"

    def at_proposal(self, method, proposal, path="", *, by_owner):
        meeting, path = proposal.meeting, f"proposals/{proposal.pk}/{path}"
        if by_owner:
            return self.write_to(method, meeting, path)
        person = self.contacts.index(meeting.invitation.contact)
        return self.by_link(method, self.ids.index(meeting.calendar_id), person, path)
