"""The page behind the link in the mail, used as a person without scripts uses it."""

from datetime import timedelta

from calendars import links
from calendars.tests.browser import Page
from calendars.tests.factories import NOW

ROW = "at 2026-03-02T{}:00Z/2026-03-02T{}:00Z".format
TEN = ROW("10:00", "10:30")
HALF_PAST_TEN = ROW("10:30", "11:00")


def url(invitation, query=""):
    return f"/respond/{links.token(invitation)}/{query}"


def visit(client, invitation, query=""):
    return Page(client.get(url(invitation, query)))


def answer(client, invitation, **changes):
    """Fill the form that the page shows and send it."""
    form = visit(client, invitation).form("answer")
    return client.post(url(invitation), form.sent(**changes))


def slots(invitation):
    return list(invitation.slots.values_list("start", "end", "preference"))


def close(calendar, how):
    """Bring the calendar into a state in which no answer is taken."""
    if how == "late":
        calendar.deadline = NOW - timedelta(hours=1)
    else:
        calendar.status, calendar.finalized_at = "finalized", NOW
    calendar.save()
