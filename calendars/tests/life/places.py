"""Where a meeting may be, worked out from the rows alone and by other means than the product's."""

from datetime import timedelta

from calendars.models import Meeting
from calendars.tests.factories import at
from calendars.tests.life.walk import Walk

HALF_HOURS = [at(9 + half / 2) for half in range(16)]


def covers(slots, start, end):
    """Whether slots together hold a whole time."""
    for first, last in sorted(slots.values_list("start", "end")):
        if first <= start < last:
            start = last
    return start >= end


def gap(one, other):
    """How much lies between two spans; less than nothing where they overlap."""
    return max(one[0] - other[1], other[0] - one[1])


class Places(Walk):
    """What the product's rules say of times for meetings."""

    def places(self, calendar, person, *, moved=None, agreed=False, pause=None):
        """Return a function that says whether somebody's meeting may begin at a moment, as things are now.

        Only confirmed meetings are in the way, and those of the draft for another of the draft. ``pause`` is
        a break in the place of the calendar's.
        """
        row, invitation = self.calendar(calendar), self.invitation(calendar, person)
        length = timedelta(minutes=row.meeting_minutes)
        pause = timedelta(minutes=row.buffer_minutes) if pause is None else pause
        firm = {"confirmed", "tentative"} if moved and moved.status == "tentative" else {"confirmed"}
        others = Meeting.objects.exclude(pk=moved and moved.pk).values_list("start", "end")
        near = list(others.filter(calendar=row, status__in=firm))
        elsewhere = list(others.exclude(calendar=row).filter(status="confirmed"))
        parties = [row.slots.filter(invitation=None)]
        if invitation.status == "responded" and not agreed:
            parties.append(invitation.slots.all())

        def may_begin(start):
            span = start, start + length
            return (
                start >= self.now
                and invitation.status != "declined"
                and all(gap(span, other) >= pause for other in near)
                and all(gap(span, other) >= timedelta(0) for other in elsewhere)
                and all(covers(slots, *span) for slots in parties)
            )

        return may_begin

    def places_of(self, meeting, **fields):
        """Return ``places`` for moving a meeting."""
        person = self.contacts.index(meeting.invitation.contact)
        return self.places(self.ids.index(meeting.calendar_id), person, moved=meeting, **fields)

    def expected_of_confirming(self, meeting):
        """The status of confirming a meeting of the draft; its length must still be the calendar's."""
        person = self.contacts.index(meeting.invitation.contact)
        is_possible = self.places(self.ids.index(meeting.calendar_id), person)(meeting.start)
        minutes = timedelta(minutes=meeting.calendar.meeting_minutes)
        return 200 if is_possible and meeting.end - meeting.start == minutes else 400

    def to_come(self, status="confirmed"):
        """Return the meetings of a status that have not begun."""
        found = Meeting.objects.filter(status=status, start__gte=self.now)
        return list(found.select_related("calendar", "invitation__contact"))

    def write_to(self, method, meeting, path="", body=None):
        calendar = self.ids.index(meeting.calendar_id)
        return self.at_calendar(method, calendar, f"meetings/{meeting.pk}/{path}", body)

    def move_to(self, meeting, start):
        return self.write_to("patch", meeting, body={"start": start.isoformat()})

    def propose_for(self, meeting, start, *, by_owner):
        body = {"start": start.isoformat()}
        if by_owner:
            return self.write_to("post", meeting, "proposals/", body)
        calendar = self.ids.index(meeting.calendar_id)
        person = self.contacts.index(meeting.invitation.contact)
        return self.by_link("post", calendar, person, "proposals/", body)
