"""Which meetings are possible: the rules that every schedule obeys, whoever wrote it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.utils.translation import gettext

from calendars import planning
from calendars.models import Calendar, Invitation, Meeting
from oneonone.errors import InvalidFields

Fault = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Booking:
    """Somebody's wish for a meeting; ``end``, where it is given, must be the one that follows."""

    invitation_id: int
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """All that decides whether meetings are possible, read once under the calendar's lock.

    ``standing`` are the calendar's meetings that stay where they are, and ``draft`` those that do not yet
    count, both by invitation. ``busy`` are those of its owner's other calendars. Those who have ``agreed``
    may be met outside the times they gave before.
    """

    calendar: Calendar
    invitations: dict[int, Invitation]
    standing: dict[int, Meeting]
    draft: dict[int, Meeting]
    busy: tuple[Meeting, ...]
    now: datetime
    agreed: frozenset[int] = frozenset()

    @classmethod
    def open(cls, calendar: Calendar, *, now: datetime) -> Self:
        """Read everybody's times, the calendar's meetings, and the owner's other ones."""
        Calendar.fetch_times([calendar])
        invitations = {each.pk: each for each in calendar.invitations.all()}
        meetings = list(calendar.meetings.standing())
        for meeting in meetings:
            meeting.calendar, meeting.owner = calendar, calendar.owner
            meeting.invitation = invitations[meeting.invitation_id]
        return cls(
            calendar=calendar,
            invitations=invitations,
            standing={each.invitation_id: each for each in meetings if each.is_confirmed},
            draft={each.invitation_id: each for each in meetings if each.is_tentative},
            busy=tuple(Meeting.objects.blocking(calendar).coming(now)),
            now=now,
        )

    def around(self, moved: Meeting) -> Self:
        """Return the book for moving one meeting: others of the draft stay when it is one of them."""
        others = self.standing if moved.is_confirmed else self.standing | self.draft
        return replace(self, standing={pk: each for pk, each in others.items() if each.pk != moved.pk})

    def meetings(self, bookings: Sequence[Booking]) -> list[Meeting]:
        """Return the unsaved meetings, without those that stand already.

        Raises InvalidFields with the faults of each by its index.
        """
        faults = {str(place): fault for place, fault in enumerate(self.faults(bookings)) if fault}
        if faults:
            raise InvalidFields({"meetings": faults})
        return [self._meeting(each) for each in bookings if not self._stands(each)]

    def faults(self, bookings: Sequence[Booking]) -> list[Fault]:
        """Say what is wrong with each booking; nothing is wrong where the entry is empty."""
        strangers = self._strangers(bookings)
        repeated = {
            key for key, count in Counter(each.invitation_id for each in bookings).items() if count > 1
        }
        overlapping = self._overlapping(bookings)
        return [
            strangers.get(each.invitation_id)
            or (
                {"invitation": [gettext("Contact has two meetings")]}
                if each.invitation_id in repeated
                else {}
            )
            or self._fault(each)
            or ({"start": [gettext("Meeting times overlap")]} if place in overlapping else {})
            for place, each in enumerate(bookings)
        ]

    def _stands(self, booking: Booking) -> bool:
        meeting = self.standing.get(booking.invitation_id)
        return meeting is not None and meeting.start == booking.start

    def _fault(self, booking: Booking) -> Fault:
        if self._stands(booking):
            return {}
        return self._fault_of_person(booking) or self._fault_of_time(booking)

    def _fault_of_person(self, booking: Booking) -> Fault:
        if self.invitations[booking.invitation_id].has_declined:
            return {"invitation": [gettext("Contact has declined")]}
        if booking.invitation_id in self.standing:
            return {"invitation": [gettext("Contact has a confirmed meeting")]}
        return {}

    def _fault_of_time(self, booking: Booking) -> Fault:
        meeting = self._meeting(booking)
        if booking.start < self.now:
            return {"start": [gettext("This time has passed")]}
        if booking.end not in (None, meeting.end):
            return {"end": [gettext("Invalid meeting time for contact")]}
        if not meeting.owner_preference:
            return {"start": [gettext("Outside your availability")]}
        is_bound = meeting.invitation.has_answered and booking.invitation_id not in self.agreed
        if is_bound and not meeting.invitee_preference:
            return {"start": [gettext("Invalid meeting time for contact")]}
        if any(other.start < meeting.end and meeting.start < other.end for other in self.busy):
            return {"start": [gettext("You already have a confirmed meeting at this time")]}
        return {}

    def _strangers(self, bookings: Iterable[Booking]) -> dict[int, Fault]:
        ids = {each.invitation_id for each in bookings} - self.invitations.keys()
        if not ids:
            return {}
        own = Invitation.objects.filter(calendar__owner=self.calendar.owner_id, pk__in=ids)
        elsewhere = set(own.values_list("pk", flat=True))
        invited_elsewhere, unknown = gettext("Contact not invited to calendar"), gettext("Invalid contact id")
        return {pk: {"invitation": [invited_elsewhere if pk in elsewhere else unknown]} for pk in ids}

    def _overlapping(self, bookings: Sequence[Booking]) -> set[int]:
        """Return the places of the bookings that are too close to another meeting of the calendar."""
        length, buffer = self.calendar.duration, self.calendar.buffer
        spans = [
            (each.start, each.start + length, place)
            for place, each in enumerate(bookings)
            if not self._stands(each)
        ]
        spans += [(meeting.start, meeting.end, -1) for meeting in self.standing.values()]
        spans.sort()
        found: set[int] = set()
        for last, span in zip(_latest_so_far(spans), spans[1:], strict=False):
            if span[0] < last[1] + buffer:
                found |= {last[2], span[2]}
        return found

    def _meeting(self, booking: Booking) -> Meeting:
        invitation = self.invitations[booking.invitation_id]
        start, end = booking.start, booking.start + self.calendar.duration
        times = self.calendar.owner_slots  # type: ignore[attr-defined]
        return Meeting(
            owner=self.calendar.owner,
            calendar=self.calendar,
            invitation=invitation,
            start=start,
            end=end,
            owner_preference=planning.preference(times, start, end) or 0,
            invitee_preference=planning.preference(invitation.slots.all(), start, end)
            if invitation.has_answered
            else None,
        )


Span = tuple[datetime, datetime, int]


def _latest_so_far(spans: Iterable[Span]) -> Iterable[Span]:
    """Yield, for each of the spans in order of their starts, the one up to it that ends last."""
    latest: Span | None = None
    for span in spans:
        latest = span if latest is None or span[1] > latest[1] else latest
        yield latest
