"""Everybody who may call, and rows of each for them to call about."""

from django.test import Client
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.tests.factories import UserFactory
from calendars import links
from calendars.models import Invitation
from calendars.tests.factories import invite
from calendars.tests.routes import MISSING, Stage
from contacts.tests.factories import ContactFactory, ContactRequestFactory

# Those of ``STRANGERS`` have no account that counts, whatever they send.
STRANGERS = ["anonymous", "inactive", "revoked link"]
USERS = ["owner", "other", "invitee", "other invitee", "staff"]


class World:
    """Everybody, each with rows of their own where they can have some."""

    def __init__(self):
        self.users = {
            who: UserFactory(verified=True, is_staff=who == "staff") for who in [*USERS, "inactive"]
        }
        self.stages = {who: self.stage(self.users[who], self.users[who]) for who in USERS}
        self.foreign = self.stage(UserFactory(verified=True), None)
        invite(self.foreign.calendar, contact__user=self.users["invitee"])
        invite(self.stages["other"].calendar, contact__user=self.users["other invitee"])
        self.users["inactive"].is_active = False
        self.users["inactive"].save()
        revoked = invite(self.foreign.calendar)
        self.dead_token = links.token(revoked)
        Invitation.objects.filter(pk=revoked.pk).update(generation=2)

    def stage(self, owner, invitee):
        stage = Stage(owner, invitee=invitee)
        stage.contact = ContactFactory(owner=owner, user=UserFactory())
        stage.request = ContactRequestFactory(recipient=owner)
        stage.sent = ContactRequestFactory(sender=owner)
        return stage

    def ids(self, who, whose):
        stage = self.stages[who] if whose == "own" and who in USERS else self.foreign
        ids = stage.ids() | {"contact": stage.contact.pk, "request": stage.request.pk, "sent": stage.sent.pk}
        return dict.fromkeys(ids, MISSING) if whose == "missing" else ids

    def client(self, who):
        client = APIClient()
        if who in self.users:
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(self.users[who])}")
        elif who == "revoked link":
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {self.dead_token}")
        return client

    def browser(self, who):
        client = Client()
        if who in self.users:
            client.force_login(self.users[who])
        return client
