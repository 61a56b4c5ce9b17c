"""Short stories that seldom happen by chance and tell much: too late, too close, changed meanwhile."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from calendars.models import Meeting, Proposal
from calendars.tests.factories import at
from calendars.tests.life.places import HALF_HOURS, Places
from calendars.tests.life.walk import BOB, PEOPLE, calendars, iso, people
from calendars.tests.shapes import offer

choices = st.integers(0, 15)


def one_of(found, choice):
    """Return one of some things by a number, None of nothing."""
    return found[choice % len(found)] if found else None


class Telling(Places):
    """Rules of a few calls each."""

    @rule(calendar=calendars, person=people, by_account=st.booleans())
    def answer_when_the_deadline_comes(self, calendar, person, by_account):
        body = {"deadline": iso(self.now + timedelta(seconds=1))}
        if self.at_invitation("patch", calendar, person, body=body).status_code != 200:
            return
        self.passed += timedelta(seconds=1)
        self.time.move_to(self.now)
        for method, path, sent in (
            ("put", "availability/", {"availability": [offer(at(9, days=1), at(10, days=1))]}),
            ("post", "accept/", None),
            ("post", "decline/", None),
        ):
            answer = (
                self.by_bob(method, calendar, path, sent)
                if by_account and person == BOB
                else self.by_link(method, calendar, person, path, sent)
            )
            assert answer.status_code == 410

    @rule(choice=choices)
    def put_one_directly_beside_another(self, choice):
        """Where nothing but the break is in the way."""
        meetings = self.to_come()
        found = [
            (moved, start)
            for moved in meetings
            for may_begin in [self.places_of(moved, pause=timedelta(0))]
            for other in meetings
            if other.calendar_id == moved.calendar_id and other.pk != moved.pk
            for start in (other.end, other.start - (moved.end - moved.start))
            if start != moved.start and may_begin(start)
        ]
        if found:
            moved, start = one_of(found, choice)
            expected = 200 if self.places_of(moved)(start) else 400
            assert self.move_to(moved, start).status_code == expected

    @rule(choice=choices, by_owner=st.booleans(), is_moved=st.booleans())
    def propose_and_change_otherwise(self, choice, by_owner, is_moved):
        found = [
            (meeting, starts)
            for meeting in self.to_come()
            for starts in [[start for start in HALF_HOURS if start != meeting.start]]
            for starts in [list(filter(self.places_of(meeting), starts))]
            if starts
        ]
        if found:
            meeting, starts = one_of(found, choice)
            expected = 409 if meeting.proposals.filter(status="pending").exists() else 201
            assert self.propose_for(meeting, starts[0], by_owner=by_owner).status_code == expected
            if is_moved:
                assert self.move_to(meeting, one_of(starts, choice)).status_code == 200
            else:
                assert self.write_to("delete", meeting).status_code == 204
            assert not Proposal.objects.filter(meeting=meeting.pk, status="pending").exists()

    @rule(choice=choices)
    def give_a_cancelled_place_away(self, choice):
        """To whom it fits: somebody whose meeting moves there, and somebody of a draft."""
        left = one_of(self.to_come(), choice)
        if left:
            assert self.write_to("delete", left).status_code == 204
            for calendar in (0, 1):
                self.draft_at(calendar, left.start)
            moving = [
                each
                for each in self.to_come()
                if each.start != left.start and self.places_of(each)(left.start)
            ]
            if moving:
                assert self.move_to(one_of(moving, choice), left.start).status_code == 200

    def draft_at(self, calendar, start):
        """Make whoever can be met at a moment the draft of a calendar that is open."""
        met = set(Meeting.objects.filter(status="confirmed").values_list("invitation_id", flat=True))
        for person in range(PEOPLE):
            pk = self.invitation(calendar, person).pk
            if self.is_open(calendar) and pk not in met and self.places(calendar, person)(start):
                body = {"meetings": [{"invitation": pk, "start": iso(start)}]}
                assert self.at_calendar("put", calendar, "schedule/", body).status_code == 200
                return

    @rule(choice=choices)
    def move_one_onto_the_draft(self, choice):
        drafted = self.to_come("tentative")
        found = [
            (moved, other)
            for moved in self.to_come()
            for may_begin in [self.places_of(moved)]
            for other in drafted
            if other.calendar_id == moved.calendar_id and may_begin(other.start)
        ]
        if found:
            moved, other = one_of(found, choice)
            assert self.move_to(moved, other.start).status_code == 200
            assert not Meeting.objects.filter(pk=other.pk).exists()

    @rule(choice=choices)
    def confirm_one_after_the_break_grew(self, choice):
        meeting = one_of(self.to_come("tentative"), choice)
        if meeting:
            calendar = self.ids.index(meeting.calendar_id)
            assert self.at_calendar("patch", calendar, body={"buffer_minutes": 60}).status_code == 200
            expected = self.expected_of_confirming(meeting)
            assert self.write_to("post", meeting, "confirm/").status_code == expected
