"""An owner, an invitee and the page between them, set up anew for each scene."""

from accounts.tests.factories import UserFactory
from calendars import links
from calendars.services import proposals
from calendars.tests.browser import Page
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory, at

# What people and the tz database say; everything else that the page says is ours.
OWNER, READER, OTHER = "Alice Able", "Bob", "Ana Lee"
TITLE, WORD, ZONE = "Thesis talks", "Mornings are better.", "Europe/Berlin"
DATA = [OWNER, READER, OTHER, TITLE, WORD, ZONE]


class Stage:
    """What a scene plays on."""

    def __init__(self, client):
        self.client = client
        self.calendar = CalendarFactory(
            owner=UserFactory(first_name="Alice", last_name="Able"),
            name=TITLE,
            description=WORD,
            time_zone=ZONE,
        )
        self.invitation = InvitationFactory(calendar=self.calendar, contact__first_name=READER)

    def offer(self, *spans):
        """Let the owner offer ``(start, end, preference)`` in hours of the Monday."""
        for start, end, preference in spans:
            SlotFactory(calendar=self.calendar, start=at(start), end=at(end), preference=preference)

    def answer(self, *spans):
        """Let the invitee have answered."""
        for start, end, preference in spans:
            SlotFactory(invitation=self.invitation, start=at(start), end=at(end), preference=preference)
        self.tell(status="responded", responded_at=NOW)

    def plan(self, **fields):
        """Change columns of the calendar."""
        self._change(self.calendar, fields)

    def tell(self, **fields):
        """Change columns of the invitation."""
        self._change(self.invitation, fields)

    def meet(self, **fields):
        """Let there be a meeting at nine, in a finalized calendar."""
        self.plan(status="finalized", finalized_at=NOW)
        return MeetingFactory(invitation=self.invitation, **{"confirmed": True} | fields)

    def propose(self, side):
        """Let one side ask for another time for the meeting, among those of the owner."""
        self.offer((9, 12, 3))
        meeting = self.meet()
        return proposals.propose(meeting=meeting, side=side, start=at(11), now=NOW, message=WORD)

    def path(self, query=""):
        return f"/respond/{links.token(self.invitation)}/{query}"

    def visit(self, query=""):
        return self.client.get(self.path(query))

    def post(self, **fields):
        return self.client.post(self.path(), fields)

    def press(self, action, **changes):
        """Fill the form whose button does ``action``, send it, and follow to what came of it."""
        response = self.client.post(self.path(), Page(self.visit()).form(action).sent(**changes))
        if response.status_code != 303:
            return response
        return self.client.get(response["Location"].partition("#")[0])

    @staticmethod
    def _change(row, fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
