"""What the owner does while times are collected."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from calendars import links
from calendars.models import Invitation, Meeting
from calendars.tests.factories import at
from calendars.tests.life.walk import Walk, calendars, deadlines, iso, people, slot, spans
from mail.models import OutgoingMail

changes = st.one_of(
    st.fixed_dictionaries({"meeting_minutes": st.sampled_from([15, 30, 45, 60])}),
    st.fixed_dictionaries({"buffer_minutes": st.sampled_from([0, 10, 30])}),
    st.fixed_dictionaries({"step_minutes": st.sampled_from([None, 15, 30])}),
    st.fixed_dictionaries({"allow_changes": st.booleans()}),
)


class Collecting(Walk):
    """Times, deadlines, lengths, and whom the owner asks."""

    @rule(calendar=calendars, times=st.lists(spans, max_size=3))
    def change_the_owners_times(self, calendar, times):
        is_open = self.is_open(calendar)
        answer = self.at_calendar("put", calendar, "availability/", [slot(span) for span in times])
        if answer.status_code != 400:
            assert answer.status_code == (200 if is_open else 409)

    @rule(calendar=calendars, fields=changes)
    def change_the_calendar(self, calendar, fields):
        before = self.calendar(calendar)
        is_same = all(getattr(before, name) == value for name, value in fields.items())
        answer = self.at_calendar("patch", calendar, body=fields)
        assert answer.status_code == (200 if before.is_open or is_same else 409)

    @rule(calendar=calendars, deadline=deadlines)
    def change_the_deadline(self, calendar, deadline):
        before = self.calendar(calendar)
        answer = self.at_calendar("patch", calendar, body={"deadline": iso(deadline)})
        is_same = before.deadline == deadline
        is_late = deadline is not None and deadline <= self.now and not is_same
        assert answer.status_code == (400 if is_late else 200 if before.is_open or is_same else 409)

    @rule(calendar=calendars, person=people, deadline=deadlines)
    def give_an_own_deadline(self, calendar, person, deadline):
        is_same = self.invitation(calendar, person).deadline == deadline
        answer = self.at_invitation("patch", calendar, person, body={"deadline": iso(deadline)})
        is_late = deadline is not None and deadline <= self.now and not is_same
        assert answer.status_code == (400 if is_late else 200 if self.is_open(calendar) else 409)
        if answer.status_code == 200:
            assert self.invitation(calendar, person).deadline == deadline

    @rule(calendar=calendars, person=people, times=st.lists(spans, min_size=1, max_size=3))
    def answer_for_somebody(self, calendar, person, times):
        answer = self.at_invitation("put", calendar, person, "availability/", [slot(span) for span in times])
        if answer.status_code != 400 or all(at(start) >= self.now for start, _, _ in times):
            assert answer.status_code == (200 if self.is_open(calendar) else 409)
        if answer.status_code == 200:
            assert self.invitation(calendar, person).status == "responded"

    @rule(calendar=calendars, person=people)
    def resend(self, calendar, person):
        old = links.token(self.invitation(calendar, person))
        is_open = self.is_open(calendar)
        answer = self.at_invitation("post", calendar, person, "resend/")
        assert answer.status_code == (200 if is_open else 409)
        assert self.opens(old) == (not is_open)

    @rule(calendar=calendars, person=people)
    def revoke_and_invite_again(self, calendar, person):
        old = self.invitation(calendar, person)
        token, met = links.token(old), self.meeting(calendar, person)
        answer = self.at_invitation("delete", calendar, person)
        assert answer.status_code == (204 if self.is_open(calendar) else 409)
        if answer.status_code == 204:
            assert not Meeting.objects.filter(invitation=old.pk).exists()
            if met and met.is_confirmed and met.end > self.now:
                key = f"meeting:{met.pk}:{met.sequence + 1}:cancel"
                assert OutgoingMail.objects.filter(dedupe_key=key).exists()
            body = {"contact": self.contacts[person].pk}
            assert self.at_calendar("post", calendar, "invitations/", body).status_code == 201
            assert self.invitation(calendar, person).status == "pending"
            assert not self.opens(token)

    @rule(calendar=calendars)
    def remind(self, calendar):
        missing = Invitation.objects.filter(calendar=self.ids[calendar]).unanswered().count()
        answer = self.at_calendar("post", calendar, "remind/")
        assert answer.status_code == (200 if self.is_open(calendar) else 409)
        if answer.status_code == 200:
            assert answer.json()["reminded"] + answer.json()["skipped"] == missing
