"""What the owner does with the schedule as a whole."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from calendars.models import Meeting
from calendars.tests.factories import at
from calendars.tests.life.walk import HOURS, Walk, calendars, iso, people
from mail.models import OutgoingMail


class Planning(Walk):
    """Suggestions, drafts, finalizing, repairs and reopening."""

    def draft(self, calendar):
        return {each.invitation_id: each for each in self.calendar(calendar).meetings.tentative()}

    @rule(calendar=calendars)
    def draft_the_best(self, calendar):
        answer = self.at_calendar("post", calendar, "schedule/generate/")
        expected = 200 if self.is_open(calendar) else 409
        assert (answer.status_code, answer.json()) == (expected, answer.json())

    @rule(calendar=calendars, person=people)
    def draft_around_one(self, calendar, person):
        kept = self.draft(calendar).get(self.invitation(calendar, person).pk)
        if kept:
            answer = self.at_calendar("post", calendar, "schedule/generate/", {"keep": [kept.pk]})
            if answer.status_code == 200:
                assert Meeting.objects.get(pk=kept.pk).start == kept.start
            else:
                assert (answer.status_code, list(answer.json())) == (400, ["keep"])

    @rule(calendar=calendars, wishes=st.dictionaries(people, HOURS, min_size=1, max_size=3))
    def write_the_draft(self, calendar, wishes):
        before = self.draft(calendar)
        wished = {self.invitation(calendar, person).pk: at(hour) for person, hour in wishes.items()}
        body = {"meetings": [{"invitation": pk, "start": iso(start)} for pk, start in wished.items()]}
        answer = self.at_calendar("put", calendar, "schedule/", body)
        after = {pk: each.start for pk, each in self.draft(calendar).items()}
        if answer.status_code == 200:
            standing = set(Meeting.objects.confirmed().values_list("invitation_id", flat=True))
            assert after == {pk: start for pk, start in wished.items() if pk not in standing}
        else:
            assert after == {pk: each.start for pk, each in before.items()}
            assert answer.status_code == (400 if self.is_open(calendar) else 409)

    @rule(calendar=calendars)
    def clear_the_draft(self, calendar):
        answer = self.at_calendar("delete", calendar, "schedule/")
        assert answer.status_code == (204 if self.is_open(calendar) else 409)
        assert self.draft(calendar) == {}

    @rule(calendar=calendars, dry=st.booleans())
    def finalize(self, calendar, dry):
        was_open = self.is_open(calendar)
        before = OutgoingMail.objects.count(), Meeting.objects.confirmed().count()
        answer = self.at_calendar("post", calendar, f"finalize/?dry_run={'true' if dry else 'false'}")
        assert answer.status_code in ((200, 400) if was_open else (400, 409))
        assert self.is_open(calendar) == (was_open and (dry or answer.status_code != 200))
        if dry or answer.status_code != 200:
            assert before == (OutgoingMail.objects.count(), Meeting.objects.confirmed().count())

    @rule(calendar=calendars, partial=st.booleans())
    def finalize_what_is_suggested(self, calendar, partial):
        path = f"suggestions/?limit=3&partial={'true' if partial else 'false'}"
        suggested = self.at_calendar("get", calendar, path).json()["schedules"]
        if not self.is_open(calendar):
            return
        bodies = [{"meetings": each["meetings"]} for each in suggested if each["meetings"]]
        for body in bodies:
            answer = self.at_calendar("post", calendar, "finalize/?dry_run=true", body)
            assert (answer.status_code, answer.json()) == (200, answer.json())
        if bodies:
            answer = self.at_calendar("post", calendar, "finalize/", bodies[0])
            assert (answer.status_code, answer.json()) == (200, answer.json())

    @rule(calendar=calendars)
    def reopen(self, calendar):
        was_open = self.is_open(calendar)
        answer = self.at_calendar("post", calendar, "reopen/")
        assert answer.status_code == (409 if was_open else 200)
        assert self.is_open(calendar)

    @rule(calendar=calendars)
    def repair(self, calendar):
        shown = self.at_calendar("get", calendar, "repair/").json()
        kept = {each["id"]: each["start"] for each in shown["kept"]}
        answer = self.at_calendar("post", calendar, "repair/", {"id": shown["id"]})
        assert (answer.status_code, answer.json()) == (200, answer.json())
        now_there = {each["id"]: each["start"] for each in answer.json()["meetings"]}
        assert kept.items() <= now_there.items()
