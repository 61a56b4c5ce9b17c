"""The whole life of calendars, as a model that Hypothesis walks through at random.

Each rule is one call as its user would make it; what it must lead to is known from a small model in plain
Python, and after every step the laws of the product are asked of the database itself.
``LIFE_EXAMPLES=2000 LIFE_STEPS=100 pytest calendars/tests/test_life.py`` takes the long walk.
"""

import os
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.tests.factories import UserFactory
from calendars import links
from calendars.models import Calendar, Invitation, LogEntry, Meeting, Proposal, Slot
from calendars.services import reminders
from calendars.tests.factories import NOW, at
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

PEOPLE = 4
HOURS = st.integers(0, 15).map(lambda half: 9 + half / 2)
people = st.integers(0, PEOPLE - 1)
calendars = st.integers(0, 1)
spans = st.tuples(HOURS, st.sampled_from([0.5, 1, 2, 4]), st.integers(1, 3))


def slot(span):
    start, length, preference = span
    return {"start": at(start).isoformat(), "end": at(start + length).isoformat(), "preference": preference}


class Life(RuleBasedStateMachine):
    """Alice owns two calendars and invites four people to each."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.time = self.clock.start()

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.alice = UserFactory(first_name="Alice", verified=True)
        self.owner = APIClient()
        self.guest = APIClient()
        self.contacts = [ContactFactory(owner=self.alice) for _ in range(PEOPLE)]
        self.ids = [self.create(), self.create()]
        self.sequences = {}

    def create(self):
        body = {
            "name": "Talks",
            "deadline": at(8).isoformat(),
            "availability": [slot((9, 4, 3)), slot((13, 4, 1))],
            "invitees": [contact.pk for contact in self.contacts],
        }
        return self.call("post", "/api/v1/calendars/", body).json()["id"]

    def call(self, method, path, body=None):
        # Signed in anew, as days pass between the calls.
        self.owner.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(self.alice)}")
        return self.check(getattr(self.owner, method)(path, body))

    def at_calendar(self, method, calendar, path, body=None):
        return self.call(method, f"/api/v1/calendars/{self.ids[calendar]}/{path}", body)

    def by_link(self, method, calendar, person, path, body=None):
        url = f"/api/v1/respond/{links.token(self.invitation(calendar, person))}/{path}"
        return self.check(getattr(self.guest, method)(url, body))

    def check(self, answer):
        assert answer.status_code < 500
        cache.clear()  # nobody is throttled: a walk's calls fall into one frozen minute
        return answer

    def calendar(self, calendar):
        return Calendar.objects.get(pk=self.ids[calendar])

    def invitation(self, calendar, person):
        return Invitation.objects.get(calendar=self.ids[calendar], contact=self.contacts[person])

    def meeting(self, calendar, person):
        return self.invitation(calendar, person).meetings.standing().first()

    def is_late(self, invitation):
        return (invitation.deadline or invitation.calendar.deadline) <= self.now

    @property
    def now(self):
        return NOW + self.passed

    passed = timedelta(0)

    @rule(hours=st.sampled_from([1, 30, 60]))
    def time_passes(self, hours):
        if self.now + timedelta(hours=hours) < at(8) + timedelta(hours=12):
            self.passed += timedelta(hours=hours)
            self.time.move_to(self.now)
            missing = set(Invitation.objects.unanswered().values_list("pk", flat=True))
            reminders.queue_due(now=self.now)
            reminded = OutgoingMail.objects.filter(template="reminder", created_at=self.now)
            assert {mail.context["invitation"] for mail in reminded} <= missing

    @rule(calendar=calendars, person=people, times=st.lists(spans, min_size=1, max_size=3))
    def answer(self, calendar, person, times):
        invitation = self.invitation(calendar, person)
        body = {"availability": [slot(span) for span in times]}
        expected = self.expected_of_invitee(invitation)
        if expected == 200 and any(at(start) < self.now for start, _, _ in times):
            expected = None  # whether it was given before decides
        answer = self.by_link("put", calendar, person, "availability/", body)
        assert expected in (None, answer.status_code) or (answer.status_code == 400 and expected != 200)
        if answer.status_code == 200:
            assert len(answer.json()["availability"]) == len(times)

    @rule(calendar=calendars, person=people, verb=st.sampled_from(["accept", "decline"]))
    def reply(self, calendar, person, verb):
        invitation = self.invitation(calendar, person)
        answer = self.by_link("post", calendar, person, f"{verb}/")
        assert answer.status_code == self.expected_of_invitee(invitation)

    def expected_of_invitee(self, invitation):
        if not invitation.calendar.is_open:
            return 409
        return 410 if self.is_late(invitation) else 200

    @rule(calendar=calendars, times=st.lists(spans, max_size=3))
    def change_the_owners_times(self, calendar, times):
        answer = self.at_calendar("put", calendar, "availability/", [slot(span) for span in times])
        if answer.status_code != 400:
            assert answer.status_code == (200 if self.calendar(calendar).is_open else 409)

    @rule(calendar=calendars, person=people)
    def resend(self, calendar, person):
        old = links.token(self.invitation(calendar, person))
        answer = self.at_calendar(
            "post", calendar, f"invitations/{self.invitation(calendar, person).pk}/resend/"
        )
        is_open = self.calendar(calendar).is_open
        assert answer.status_code == (200 if is_open else 409)
        assert self.check(self.guest.get(f"/api/v1/respond/{old}/")).status_code == (404 if is_open else 200)

    @rule(calendar=calendars)
    def remind(self, calendar):
        missing = Invitation.objects.filter(calendar=self.ids[calendar]).unanswered().count()
        answer = self.at_calendar("post", calendar, "remind/")
        if answer.status_code == 200:
            assert answer.json()["reminded"] + answer.json()["skipped"] == missing

    @rule(calendar=calendars)
    def draft_the_best(self, calendar):
        answer = self.at_calendar("post", calendar, "schedule/generate/")
        assert answer.status_code == (200 if self.calendar(calendar).is_open else 409)

    @rule(calendar=calendars, person=people)
    def confirm_one(self, calendar, person):
        meeting = self.meeting(calendar, person)
        if meeting:
            self.at_calendar("post", calendar, f"meetings/{meeting.pk}/confirm/")

    @rule(calendar=calendars, dry=st.booleans())
    def finalize(self, calendar, dry):
        was_open = self.calendar(calendar).is_open
        before = OutgoingMail.objects.count(), Meeting.objects.confirmed().count()
        answer = self.at_calendar("post", calendar, f"finalize/?dry_run={'true' if dry else 'false'}")
        assert answer.status_code in ((200, 400) if was_open else (400, 409))
        assert self.calendar(calendar).is_open == (was_open and (dry or answer.status_code != 200))
        if dry or answer.status_code != 200:
            assert before == (OutgoingMail.objects.count(), Meeting.objects.confirmed().count())

    @rule(calendar=calendars)
    def finalize_what_is_suggested(self, calendar):
        suggested = self.at_calendar("get", calendar, "suggestions/?partial=true&limit=1").json()["schedules"]
        was_open = self.calendar(calendar).is_open
        if was_open and suggested and suggested[0]["meetings"]:
            body = {"meetings": suggested[0]["meetings"]}
            answer = self.at_calendar("post", calendar, "finalize/", body)
            assert (answer.status_code, answer.json()) == (200, answer.json())

    @rule(calendar=calendars)
    def reopen(self, calendar):
        was_open = self.calendar(calendar).is_open
        answer = self.at_calendar("post", calendar, "reopen/")
        assert answer.status_code == (409 if was_open else 200)
        assert self.calendar(calendar).is_open

    @rule(calendar=calendars, person=people, hour=HOURS)
    def move(self, calendar, person, hour):
        meeting = self.meeting(calendar, person)
        if meeting:
            body = {"start": at(hour).isoformat()}
            answer = self.at_calendar("patch", calendar, f"meetings/{meeting.pk}/", body)
            if answer.status_code == 200:
                assert Meeting.objects.get(pk=meeting.pk).start == at(hour)

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
            body = {"start": at(hour).isoformat()}
            if by_owner:
                self.at_calendar("post", calendar, f"meetings/{meeting.pk}/proposals/", body)
            else:
                self.by_link("post", calendar, person, "proposals/", body)

    @precondition(lambda _life: Proposal.objects.pending().exists())
    @rule(verb=st.sampled_from(["accept", "decline"]))
    def answer_a_proposal(self, verb):
        proposal = Proposal.objects.pending().with_meeting().first()
        meeting = proposal.meeting
        calendar = self.ids.index(meeting.calendar_id)
        if proposal.is_of_owner:
            person = self.contacts.index(meeting.invitation.contact)
            answer = self.by_link("post", calendar, person, f"proposals/{proposal.pk}/{verb}/")
        else:
            path = f"meetings/{meeting.pk}/proposals/{proposal.pk}/{verb}/"
            answer = self.at_calendar("post", calendar, path)
        if answer.status_code == 200 and verb == "accept":
            assert Meeting.objects.get(pk=meeting.pk).start == proposal.start

    @rule(calendar=calendars)
    def repair(self, calendar):
        shown = self.at_calendar("get", calendar, "repair/").json()
        kept = {each["id"]: each["start"] for each in shown["kept"]}
        answer = self.at_calendar("post", calendar, "repair/", {"id": shown["id"]})
        assert answer.status_code == 200
        now_there = {each["id"]: each["start"] for each in answer.json()["meetings"]}
        assert kept.items() <= now_there.items()

    @rule(calendar=calendars)
    def read_everything(self, calendar):
        for path in ("", "availability/", "invitations/", "meetings/", "log/", "export.csv", "export.ics"):
            assert self.at_calendar("get", calendar, path).status_code == 200
        assert self.call("get", "/api/v1/home/").status_code == 200

    @invariant()
    def confirmed_meetings_of_the_owner_never_overlap(self):
        confirmed = sorted(Meeting.objects.confirmed().values_list("start", "end"))
        assert all(first[1] <= second[0] for first, second in pairwise(confirmed))

    @invariant()
    def a_finalized_calendar_has_no_draft(self):
        assert not Meeting.objects.tentative().filter(calendar__status="finalized").exists()

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


Life.TestCase.settings = settings(
    max_examples=int(os.environ.get("LIFE_EXAMPLES", "50")),
    stateful_step_count=int(os.environ.get("LIFE_STEPS", "30")),
    deadline=None,
)


@pytest.mark.django_db
class TestLife(Life.TestCase):
    """The walk."""
