"""Write the calls of some rounds as JSON, for what ``load_scale`` has put into the database.

    python -m benchmarks.scenes ROUNDS

All rounds are the same but for the suggestions that are planned anew.
"""

import json
import sys
from datetime import timedelta
from itertools import combinations, islice

import django
from django.utils import timezone

django.setup()

from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402 - only after the set-up

from accounts.models import User  # noqa: E402
from calendars import links  # noqa: E402
from calendars.models import Calendar  # noqa: E402


def scenes(count):
    owner = User.objects.get(username="owner0")
    token = AccessToken.for_user(owner)
    token.set_exp(lifetime=timedelta(hours=2))
    headers = {"Authorization": f"Bearer {token}"}
    calendar = Calendar.objects.filter(owner=owner, status="open").earliest("pk")
    answering, *others = calendar.invitations.filter(status="responded")
    for pair in islice(combinations(others, 2), count):
        reads = _floors(calendar) | _lists(calendar) | _suggestions(calendar, answering, pair)
        calls = [_call("GET", name, path) | {"headers": headers} for name, path in reads.items()]
        yield [*calls, *_by_link(answering)]


def _floors(calendar):
    return {
        "trivial read": "/floors/read/",
        "raw calendars": "/floors/calendars/",
        "raw contacts": "/floors/contacts/",
        "raw invitations": f"/floors/invitations/{calendar.pk}/",
        "raw detail": f"/floors/detail/{calendar.pk}/",
    }


def _lists(calendar):
    return {
        "profile": "/api/v1/accounts/profile/",
        "list of 20 calendars": "/api/v1/calendars/",
        "list of 50 contacts": "/api/v1/contacts/",
        "home": "/api/v1/home/",
        "page of 50 invitations": f"/api/v1/calendars/{calendar.pk}/invitations/",
        "detail": f"/api/v1/calendars/{calendar.pk}/",
    }


def _suggestions(calendar, answering, pair):
    """Leave out two others in each round, a problem never seen before; and whose answers change."""
    path = f"/api/v1/calendars/{calendar.pk}/suggestions/?partial=true&exclude={answering.pk}"
    anew = "".join(f"&exclude={each.pk}" for each in pair)
    return {"suggestions, planned before": path, "suggestions, planned anew": path + anew}


def _by_link(invitation):
    link, body = f"/api/v1/respond/{links.token(invitation)}/", {"availability": times()}
    return [
        _call("GET", "by link", link),
        _call("PUT", "trivial write", f"/floors/write/{invitation.pk}/") | {"body": body},
        _call("PUT", "answer by link", f"{link}availability/") | {"body": body},
    ]


def _call(method, name, path):
    return {"name": name, "method": method, "path": path}


def times():
    """Give five times, as many as everybody."""
    start = timezone.now() + timedelta(days=8)
    spans = [(start + timedelta(days=day), start + timedelta(days=day, hours=1)) for day in range(5)]
    return [{"start": start.isoformat(), "end": end.isoformat(), "preference": 3} for start, end in spans]


if __name__ == "__main__":
    json.dump(list(scenes(int(sys.argv[1]))), sys.stdout)
