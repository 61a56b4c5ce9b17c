"""Every route of calendars, by what its path names; and one row of each kind to call it for.

A new route belongs into one of these tables, else ``test_access.py`` fails.
"""

from django.urls import reverse

from calendars.models import Proposal
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from calendars.tests.shapes import offer, zulu

MISSING = 10**9
WRITE = ["delete", "get", "patch", "put"]

# Routes by what their path names, with the methods that they answer to.
OF_NOTHING = {
    "calendar-list": ["get", "post"],
    "home": ["get"],
    "feed-address": ["post"],
    "received-invitation-list": ["get"],
}
OF_CALENDAR = {
    "calendar-detail": WRITE,
    "availability-list": ["get", "post", "put"],
    "invitation-list": ["get", "post"],
    "meeting-list": ["get"],
    "remind-all": ["post"],
    "schedule": ["delete", "get", "put"],
    "finalize": ["post"],
    "reopen": ["post"],
    "repair": ["get", "post"],
    "schedule-generate": ["post"],
    "suggestions": ["get"],
    "log": ["get"],
    "export-csv": ["get"],
    "export-ics": ["get"],
}
OF_SLOT = {"availability-detail": WRITE}
OF_INVITATION = {
    "invitation-detail": ["delete", "get", "patch"],
    "invitation-answer": ["put"],
    "invitation-remind": ["post"],
    "invitation-resend": ["post"],
}
OF_MEETING = {"meeting-detail": ["delete", "get", "patch"], "meeting-confirm": ["post"]}
OF_PROPOSALS = {"proposal-list": ["get", "post"]}
OF_PROPOSAL = {"proposal-detail": ["delete"], "proposal-accept": ["post"], "proposal-decline": ["post"]}
RECEIVED = {
    "received-invitation-detail": ["get"],
    "received-accept": ["post"],
    "received-decline": ["post"],
    "received-availability": ["get", "post", "put"],
}
RECEIVED_SLOT = {"received-availability-detail": ["delete", "patch"]}
PUBLIC = {
    "respond": ["get"],
    "respond-availability": ["put"],
    "respond-accept": ["post"],
    "respond-decline": ["post"],
    "respond-meeting": ["get"],
    "respond-proposals": ["post"],
    "respond-proposal": ["delete"],
    "respond-proposal-accept": ["post"],
    "respond-proposal-decline": ["post"],
    "feed": ["get"],
}
OWNERS = OF_CALENDAR | OF_SLOT | OF_INVITATION | OF_MEETING | OF_PROPOSALS | OF_PROPOSAL
PRIVATE = OF_NOTHING | OWNERS | RECEIVED | RECEIVED_SLOT

BODY = {
    "name": "Taken over",
    "deadline": None,
    "start": zulu(at(9)),
    "end": zulu(at(10)),
    "preference": 1,
    "contact": MISSING,
    "availability": [offer(at(9), at(10))],
    "meetings": [],
}
BODIES = {"availability-list": [], "received-availability": BODY}


class Stage:
    """A calendar with one row of each kind."""

    def __init__(self, owner, invitee=None):
        self.calendar = CalendarFactory(owner=owner)
        self.slot = SlotFactory(calendar=self.calendar)
        self.invitation = invite(self.calendar, (9, 10, 2), contact__user=invitee)
        self.meeting = MeetingFactory(invitation=self.invitation, confirmed=True, start=at(9))
        self.proposal = Proposal.objects.create(
            meeting=self.meeting, side="invitee", start=at(9.5), end=at(10), created_at=NOW
        )

    def ids(self):
        return {
            "calendar_pk": self.calendar.pk,
            "slot": self.slot.pk,
            "invitation": self.invitation.pk,
            "meeting": self.meeting.pk,
            "proposal": self.proposal.pk,
            "answer": self.invitation.slots.get().pk,
        }


def cells(*groups):
    return [(name, method) for group in groups for name, methods in group.items() for method in methods]


def path_of(name, ids):
    """Return the path of a route for the rows whose ids are given."""
    if name in OF_NOTHING:
        return reverse(name)
    if name == "calendar-detail":
        return reverse(name, kwargs={"pk": ids["calendar_pk"]})
    if name in RECEIVED:
        return reverse(name, kwargs={"pk": ids["invitation"]})
    if name in RECEIVED_SLOT:
        return reverse(name, kwargs={"pk": ids["invitation"], "slot_pk": ids["answer"]})
    kwargs = {"calendar_pk": ids["calendar_pk"]}
    if name in OF_PROPOSALS | OF_PROPOSAL:
        kwargs["meeting_pk"] = ids["meeting"]
    for group, kind in (
        (OF_SLOT, "slot"),
        (OF_INVITATION, "invitation"),
        (OF_MEETING, "meeting"),
        (OF_PROPOSAL, "proposal"),
    ):
        if name in group:
            kwargs["pk"] = ids[kind]
    return reverse(name, kwargs=kwargs)


def call(client, name, method, ids):
    response = getattr(client, method)(
        path_of(name, ids), None if method == "get" else BODIES.get(name, BODY)
    )
    return response.status_code, response.content
