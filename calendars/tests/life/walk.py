"""What all rules share: a clock, and the calls."""

from datetime import timedelta

import time_machine
from django.core.cache import cache
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import AttemptCount
from calendars import links
from calendars.models import Calendar, Invitation
from calendars.tests.factories import NOW, at
from calendars.tests.shapes import offer

PEOPLE = 4
BOB = 0  # the invitee who has an account
HOURS = st.integers(0, 15).map(lambda half: 9 + half / 2)
people = st.integers(0, PEOPLE - 1)
calendars = st.integers(0, 1)
spans = st.tuples(HOURS, st.sampled_from([0.5, 1, 2, 4]), st.integers(1, 3))
deadlines = st.sampled_from([None, at(8, days=-5), at(8), at(18)])


def slot(span):
    start, length, preference = span
    return offer(at(start), at(start + length), preference)


def iso(moment):
    return moment and moment.isoformat()


class Walk(RuleBasedStateMachine):
    """The stage and the calls, without rules."""

    passed = timedelta(0)

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

    def call(self, method, path, body=None, *, user=None, token="", **headers):
        """Call as a user, Alice unless told, or by a personal link."""
        client = APIClient()
        if not token:
            # Signed in anew, as days pass between the calls.
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(user or self.alice)}")
        answer = getattr(client, method)(f"/api/v1/{path}", body, headers=headers)
        assert answer.status_code < 500
        # Nobody is throttled: a walk's calls fall into one frozen minute.
        cache.clear()
        AttemptCount.objects.all().delete()
        return answer

    def at_calendar(self, method, calendar, path="", body=None, **headers):
        return self.call(method, f"calendars/{self.ids[calendar]}/{path}", body, **headers)

    def at_invitation(self, method, calendar, person, path="", body=None):
        pk = self.invitation(calendar, person).pk
        return self.at_calendar(method, calendar, f"invitations/{pk}/{path}", body)

    def by_link(self, method, calendar, person, path, body=None):
        token = links.token(self.invitation(calendar, person))
        return self.call(method, f"respond/{token}/{path}", body, token=token)

    def by_bob(self, method, calendar, path, body=None):
        path = f"invitations/{self.invitation(calendar, BOB).pk}/{path}"
        return self.call(method, path, body, user=self.bob)

    def opens(self, token):
        return self.call("get", f"respond/{token}/", token=token).status_code == 200

    def calendar(self, calendar):
        return Calendar.objects.get(pk=self.ids[calendar])

    def is_open(self, calendar):
        return self.calendar(calendar).is_open

    def invitation(self, calendar, person):
        return Invitation.objects.get(calendar=self.ids[calendar], contact=self.contacts[person])

    def meeting(self, calendar, person):
        return self.invitation(calendar, person).meetings.exclude(status="cancelled").first()

    @property
    def now(self):
        return NOW + self.passed
