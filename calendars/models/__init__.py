"""A calendar, its invitations, everybody's times, and the meetings that come of them."""

from calendars.models.calendars import MINUTES_OF_A_DAY, Calendar, CalendarQuerySet
from calendars.models.feeds import Feed
from calendars.models.invitations import Invitation, InvitationQuerySet
from calendars.models.log import LogEntry
from calendars.models.meetings import Meeting, MeetingQuerySet
from calendars.models.proposals import Proposal, ProposalQuerySet
from calendars.models.slots import Given, Slot, SlotQuerySet
from calendars.models.suppressions import Suppression

__all__ = [
    "MINUTES_OF_A_DAY",
    "Calendar",
    "CalendarQuerySet",
    "Feed",
    "Given",
    "Invitation",
    "InvitationQuerySet",
    "LogEntry",
    "Meeting",
    "MeetingQuerySet",
    "Proposal",
    "ProposalQuerySet",
    "Slot",
    "SlotQuerySet",
    "Suppression",
]
