"""Somebody who does what people and the worker do all day, upon what ``load_scale`` has made."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import User
from accounts.services import sessions
from calendars import emails, links
from calendars.models import Calendar, Feed, Invitation, Meeting
from contacts.models import ContactRequest
from mail import outbox
from mail.worker import Worker
from oneonone import hooks

API = "/api/v1/"
PASSWORD = "correct horse battery staple"
FORGETTING = ["mail.purging.purge", "accounts.services.kept_answers.forget_old"]


@dataclass
class Scene:
    """An owner with an open and a finalized calendar, and an invitee of both who has an account."""

    owner: User
    invitee: User
    calendar: Calendar
    invitation: Invitation
    meeting: Meeting
    feed: Feed

    @classmethod
    def of(cls, owner):
        """Look among the owner's rows, and give an invitee an account."""
        meeting = owner.meetings.confirmed().select_related("invitation__contact").earliest("pk")
        calendar = owner.calendars.collecting().earliest("pk")
        invitation = calendar.invitations.with_contacts().get(contact=meeting.invitation.contact)
        invitee = User(username="ana", email=invitation.contact.email, email_verified_at=timezone.now())
        invitee.set_password(PASSWORD)
        invitee.save()
        feed, _ = Feed.objects.get_or_create(user=owner, defaults={"created_at": timezone.now()})
        return cls(owner, invitee, calendar, invitation, meeting, feed)

    @property
    def slots(self):
        """Give times as a client sends them."""
        given = self.calendar.slots.of_owner().values("start", "end", "preference")
        return [each | {"start": each["start"].isoformat(), "end": each["end"].isoformat()} for each in given]

    @property
    def part(self):
        return f"calendars/{self.calendar.pk}/"

    @property
    def finished(self):
        return f"calendars/{self.meeting.calendar_id}/"

    def link(self, invitation=None):
        return f"respond/{links.token(invitation or self.invitation)}/"

    def ask(self, method, path, body=None, *, user=None, **headers):
        """Make a call as the owner, and insist on an answer."""
        token = AccessToken.for_user(user or self.owner)
        client = APIClient(HTTP_HOST="127.0.0.1", HTTP_AUTHORIZATION=f"Bearer {token}", **headers)
        response = getattr(client, method)(API + path, body, format="json")
        assert response.status_code < 300, (path, response.status_code, response.content)
        return response

    def get(self, path, **options):
        return self.ask("get", path, **options)

    def finalize(self, query=""):
        start = self.calendar.slots.of_owner().earliest("start").start.isoformat()
        body = {"meetings": [{"invitation": self.invitation.pk, "start": start}]}
        return self.ask("post", f"{self.part}finalize/{query}", body)

    def propose(self):
        start = self.meeting.start + timedelta(hours=3)
        return self.ask(
            "post", f"{self.link(self.meeting.invitation)}proposals/", {"start": start.isoformat()}
        )

    def move(self):
        start = (self.meeting.start + timedelta(hours=3)).isoformat()
        return self.ask("patch", f"{self.finished}meetings/{self.meeting.pk}/", {"start": start})

    def agree(self):
        """Ask the owner for another time, who takes it."""
        path = f"{self.finished}meetings/{self.meeting.pk}/proposals/{self.propose().json()['id']}/accept/"
        return self.ask("post", path)

    def invite(self):
        """Make a calendar with everybody, twice: the second time its answer was kept."""
        invitees = list(self.owner.contacts.values_list("pk", flat=True)[:50])
        body = {"name": "Talks", "invitees": invitees, "availability": self.slots}
        for _ in range(2):
            self.ask("post", "calendars/", body, HTTP_IDEMPOTENCY_KEY="talks")

    def add_contact(self):
        body = {"first_name": "Ben", "last_name": "Lee", "email": "ben@example.org"}
        path = f"contacts/{self.ask('post', 'contacts/', body).json()['id']}/"
        self.ask("patch", path, {"email": "benjamin@example.org"})
        self.ask("delete", path)

    def befriend(self):
        asked = ContactRequest.objects.create(
            sender=self.owner, recipient=self.invitee, created_at=timezone.now()
        )
        self.get("contacts/requests/?direction=incoming", user=self.invitee)
        self.ask("post", f"contacts/requests/{asked.pk}/accept/", user=self.invitee)

    def stay_logged_in(self):
        credentials = {"username": "ana", "password": PASSWORD}
        pair = self.ask("post", "accounts/login/", credentials).json()
        self.ask("post", "accounts/token/refresh/", {"refresh": pair["refresh"]})
        sessions.end_all(user=self.invitee, besides=None, now=timezone.now())

    def send(self):
        """Let a worker send the mails of an invitation and a reminder."""
        now = timezone.now()
        outbox.post([emails.invitation(self.invitation, now=now), emails.reminder(self.invitation, now=now)])
        Worker().drain()

    def remind(self):
        """Let the deadlines of a calendar and of one invitation come near, and another's pass."""
        now = timezone.now()
        Invitation.objects.filter(pk=self.invitation.pk).update(
            status="pending", deadline=now + timedelta(hours=9)
        )
        Calendar.objects.filter(pk=self.calendar.pk).update(deadline=now - timedelta(hours=1))
        hooks.call(["calendars.services.reminders.queue_due"], now=now)

    def do_chores(self):
        hooks.call(settings.WORKER_CHORES, now=timezone.now())

    def forget(self):
        """Forget what will be old in some weeks."""
        hooks.call(FORGETTING, now=timezone.now() + timedelta(days=40))

    def look_after(self):
        return APIClient(HTTP_HOST="127.0.0.1").get("/readyz")
