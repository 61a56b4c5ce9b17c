"""What invitees do, by their links and signed in."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from calendars.tests.factories import at
from calendars.tests.life.walk import BOB, Walk, calendars, people, slot, spans

answers = st.lists(spans, min_size=1, max_size=3)


class Answering(Walk):
    """Answers, promises and refusals."""

    @rule(calendar=calendars, person=people, times=answers)
    def answer(self, calendar, person, times):
        expected = self.expected_of_answer(calendar, person)
        body = {"availability": [slot(span) for span in times]}
        answer = self.by_link("put", calendar, person, "availability/", body)
        self.check(answer, expected, times)
        if answer.status_code == 200:
            assert len(answer.json()["availability"]) == len(times)

    @rule(calendar=calendars, person=people, verb=st.sampled_from(["accept", "decline"]))
    def reply(self, calendar, person, verb):
        expected = self.expected_of_invitee(calendar, person)
        assert self.by_link("post", calendar, person, f"{verb}/").status_code == expected

    @rule(calendar=calendars, verb=st.sampled_from(["accept", "decline"]))
    def reply_signed_in(self, calendar, verb):
        expected = self.expected_of_invitee(calendar, BOB)
        assert self.by_bob("post", calendar, f"{verb}/").status_code == expected

    @rule(calendar=calendars, times=answers)
    def answer_signed_in(self, calendar, times):
        expected = self.expected_of_answer(calendar, BOB)
        body = {"availability": [slot(span) for span in times]}
        self.check(self.by_bob("put", calendar, "availability/", body), expected, times)

    @rule(calendar=calendars, time=spans)
    def add_a_time_signed_in(self, calendar, time):
        expected = self.expected_of_answer(calendar, BOB)
        before = self.invitation(calendar, BOB).slots.count()
        answer = self.by_bob("post", calendar, "availability/", slot(time))
        self.check(answer, 201 if expected == 200 else expected, [time])
        assert self.invitation(calendar, BOB).slots.count() == before + (answer.status_code == 201)

    @rule(calendar=calendars, preference=st.integers(1, 3))
    def change_a_time_signed_in(self, calendar, preference):
        given = self.invitation(calendar, BOB).slots.first()
        if given:
            expected = self.expected_of_answer(calendar, BOB)
            body = {"preference": preference}
            assert self.by_bob("patch", calendar, f"availability/{given.pk}/", body).status_code == expected

    @rule(calendar=calendars)
    def remove_a_time_signed_in(self, calendar):
        slots = self.invitation(calendar, BOB).slots
        count = slots.count()
        if count:
            expected = self.expected_of_answer(calendar, BOB)
            answer = self.by_bob("delete", calendar, f"availability/{slots.first().pk}/")
            assert answer.status_code == ({1: 400}.get(count, 204) if expected == 200 else expected)

    def check(self, answer, expected, times):
        """Check a status; what is malformed, as times that are over, is told before the rule."""
        is_past = any(at(start) < self.now for start, _, _ in times)
        assert answer.status_code in ({expected, 400} if is_past else {expected})

    def expected_of_answer(self, calendar, person):
        expected = self.expected_of_invitee(calendar, person)
        invitation = self.invitation(calendar, person)
        is_second = invitation.responded_at and not invitation.calendar.allow_changes
        return 409 if expected == 200 and is_second else expected

    def expected_of_invitee(self, calendar, person):
        invitation = self.invitation(calendar, person)
        if not invitation.calendar.is_open:
            return 409
        deadline = invitation.deadline or invitation.calendar.deadline
        return 410 if deadline and deadline <= self.now else 200
