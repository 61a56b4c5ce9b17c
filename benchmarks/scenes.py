"""Write the calls of one round as JSON, for what ``load_scale`` has put into the database."""

import json
import sys
from datetime import timedelta

import django
from django.utils import timezone

django.setup()

from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402 - only after the set-up

from accounts.models import User  # noqa: E402
from calendars import links  # noqa: E402
from calendars.models import Calendar  # noqa: E402


def scene():
    owner = User.objects.get(username="owner0")
    token = AccessToken.for_user(owner)
    token.set_exp(lifetime=timedelta(hours=2))
    calendar = Calendar.objects.filter(owner=owner, status="open").earliest("pk")
    invitation = calendar.invitations.earliest("pk")
    headers = {"Authorization": f"Bearer {token}"}

    def read(name, path):
        return {"name": name, "method": "GET", "path": path, "headers": headers}

    def write(name, path):
        return {"name": name, "method": "PUT", "path": path, "body": {"availability": times()}}

    link = f"/api/v1/respond/{links.token(invitation)}/"
    return [
        read("trivial read", "/floors/read/"),
        read("profile", "/api/v1/accounts/profile/"),
        read("list of 20 calendars", "/api/v1/calendars/"),
        read("list of 50 contacts", "/api/v1/contacts/"),
        read("home", "/api/v1/home/"),
        read("raw detail", f"/floors/detail/{calendar.pk}/"),
        read("detail", f"/api/v1/calendars/{calendar.pk}/"),
        read("page of 50 invitations", f"/api/v1/calendars/{calendar.pk}/invitations/"),
        read("suggestions", f"/api/v1/calendars/{calendar.pk}/suggestions/?partial=true"),
        read("by link", link),
        write("trivial write", f"/floors/write/{invitation.pk}/"),
        write("answer by link", f"{link}availability/"),
    ]


def times():
    """Give five times, as many as everybody."""
    start = timezone.now() + timedelta(days=8)
    spans = [(start + timedelta(days=day), start + timedelta(days=day, hours=1)) for day in range(5)]
    return [{"start": start.isoformat(), "end": end.isoformat(), "preference": 3} for start, end in spans]


if __name__ == "__main__":
    json.dump(scene(), sys.stdout)
