"""What programs do: send again, send too late, read everything; and what the worker does meanwhile."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from calendars.models import Invitation, LogEntry, Meeting
from calendars.services import reminders
from calendars.tests.factories import at
from calendars.tests.life.walk import Walk, calendars
from mail.models import OutgoingMail
from mail.worker import Worker


class Clients(Walk):
    """Repeats, stale tags, reads, and the passing of time."""

    def traces(self):
        counted = (OutgoingMail, LogEntry, Meeting, Invitation)
        versions = [self.calendar(calendar).version for calendar in (0, 1)]
        return [model.objects.count() for model in counted], versions

    @rule(calendar=calendars, path=st.sampled_from(["remind/", "finalize/", "reopen/", "repair/"]))
    def send_twice(self, calendar, path):
        key = {"Idempotency-Key": f"key-{next(self.keys)}"}
        first = self.at_calendar("post", calendar, path, **key)
        before = self.traces()
        if first.status_code == 200:
            second = self.at_calendar("post", calendar, path, **key)
            assert (second.status_code, second.json()) == (200, first.json())
            assert self.traces() == before

    @rule(
        calendar=calendars,
        write=st.sampled_from(
            [
                ("patch", "", {"name": "Mine"}),
                ("put", "availability/", []),
                ("post", "remind/", None),
                ("delete", "schedule/", None),
                ("post", "schedule/generate/", {}),
                ("post", "finalize/", None),
                ("post", "reopen/", None),
                ("post", "repair/", {}),
            ]
        ),
    )
    def write_with_a_stale_tag(self, calendar, write):
        method, path, body = write
        tag = self.at_calendar("get", calendar)["ETag"]
        self.at_calendar("patch", calendar, body={"name": f"Talks {next(self.keys)}"})
        before = self.traces()
        answer = self.at_calendar(method, calendar, path, body, **{"If-Match": tag})
        assert (answer.status_code, answer.json()["code"]) == (412, "calendar_changed")
        assert self.traces() == before

    @rule(hours=st.sampled_from([1, 30, 60]))
    def time_passes(self, hours):
        if self.now + timedelta(hours=hours) < at(8) + timedelta(hours=12):
            self.passed += timedelta(hours=hours)
            self.time.move_to(self.now)
            missing = set(Invitation.objects.unanswered().values_list("pk", flat=True))
            reminders.queue_due(now=self.now)
            reminded = OutgoingMail.objects.filter(template="reminder", created_at=self.now)
            assert {mail.context["invitation"] for mail in reminded} <= missing

    @rule()
    def the_worker_sends(self):
        before = set(OutgoingMail.objects.filter(state="sent").values_list("pk", flat=True))
        Worker(clock=lambda: self.now, interval=0).drain()
        assert not OutgoingMail.objects.due(self.now).exists()
        assert not OutgoingMail.objects.filter(state="failed").exists()
        for mail in OutgoingMail.objects.filter(state="sent", template="reminder").exclude(pk__in=before):
            invitation = Invitation.objects.select_related("calendar").get(pk=mail.context["invitation"])
            deadline = invitation.effective_deadline
            assert (invitation.is_missing, invitation.calendar.is_open) == (True, True)
            assert invitation.generation == mail.context["generation"]
            assert deadline is None or deadline > self.now

    @rule(calendar=calendars)
    def read_everything(self, calendar):
        for path in ("", "availability/", "invitations/", "meetings/", "log/", "export.csv", "export.ics"):
            assert self.at_calendar("get", calendar, path).status_code == 200
        for user in (self.alice, self.bob):
            assert self.call("get", "home/", user=user).status_code == 200
