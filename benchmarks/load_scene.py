"""Write as JSON what there is to ask for in what ``load_scale`` has made, by kinds that have weights."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402 - only after the set-up

from accounts.models import User  # noqa: E402
from benchmarks.scenes import times  # noqa: E402
from calendars import links  # noqa: E402
from calendars.models import Invitation  # noqa: E402

LASTING = timedelta(hours=3)
OF_A_KIND = 200
RENEWED = [f"Ana{number}" for number in range(10)]


def kinds():
    """Give 70 % reads, 25 % answers and 5 % writes of owners."""
    owners = User.objects.filter(username__startswith="owner").order_by("?")
    calls = {}
    for owner in owners[:OF_A_KIND]:
        for name, call in _of(owner):
            calls.setdefault(name, []).append(call)
    # A new link kills the one before: those whose link is used get none.
    invited = Invitation.objects.filter(calendar__status="open").exclude(contact__first_name__in=RENEWED)
    invited = invited.order_by("?").select_related("calendar")
    for invitation in invited[: 10 * OF_A_KIND]:
        link = f"respond/{links.token(invitation)}/"
        calls.setdefault("by link", []).append(_call("GET", link))
        calls.setdefault("answer by link", []).append(
            _call("PUT", f"{link}availability/", {"availability": times()})
        )
    return [{"name": name, "weight": weight, "calls": calls[name]} for name, weight in WEIGHTS.items()]


BEN = {"first_name": "Ben", "last_name": "", "email": "ben{n}@example.org"}  # the client counts
# In percent. Of fifty who answer, each opens the link first; then their owner asks for suggestions.
WEIGHTS = {
    "home": 9.5,
    "list of calendars": 10,
    "detail": 12,
    "list of contacts": 5,
    "list of invitations": 5,
    "suggestions": 0.5,
    "by link": 28,
    "answer by link": 25,
    "change of a calendar": 3,
    "new contact": 1,
    "new link": 1,
}


def _of(owner):
    token = AccessToken.for_user(owner)
    token.set_exp(lifetime=LASTING)
    headers = {"Authorization": f"Bearer {token}"}
    for calendar in owner.calendars.filter(status="open"):
        path = f"calendars/{calendar.pk}/"
        yield "detail", _call("GET", path, **headers)
        yield "list of invitations", _call("GET", f"{path}invitations/", **headers)
        yield "suggestions", _call("GET", f"{path}suggestions/?partial=true", **headers)
        yield "change of a calendar", _call("PATCH", path, {"name": "Chats"}, **headers)
        for invitation in calendar.invitations.filter(contact__first_name__in=RENEWED):
            yield "new link", _call("POST", f"{path}invitations/{invitation.pk}/resend/", **headers)
    yield "home", _call("GET", "home/", **headers)
    yield "list of calendars", _call("GET", "calendars/", **headers)
    yield "list of contacts", _call("GET", "contacts/", **headers)
    yield "new contact", _call("POST", "contacts/", BEN, **headers)


def _call(method, path, body=None, **headers):
    return {"method": method, "path": f"/api/v1/{path}", "body": body, "headers": headers}


if __name__ == "__main__":
    json.dump(kinds(), sys.stdout)
