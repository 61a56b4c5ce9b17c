"""Decide who and what a suggestion is planned with, and have it planned."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Min

from calendars import planning
from calendars.models import Calendar, Invitation, Meeting, Slot

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
NOTHING = planning.Plan(suggestions=(), repairs=())


@dataclass(frozen=True, slots=True)
class Wishes:
    """Hold what the owner asks for; a length that is None is the calendar's, ``explain`` is an invitation."""

    partial: bool = False
    limit: int = 3
    meeting_minutes: int | None = None
    buffer_minutes: int | None = None
    exclude: Collection[int] = ()
    explain: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Hold when the invitation ``key`` is met by the first schedule, and what other times would cost."""

    key: int
    start: datetime | None
    alternatives: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Hold what the owner is told."""

    calendar: Calendar
    waiting_for: list[Invitation]
    plan: planning.Plan
    explain: int | None

    @property
    def ready(self) -> bool:
        """Whether everybody has answered."""
        return not self.waiting_for

    @property
    def explanation(self) -> Explanation | None:
        """Return what was asked about one invitation."""
        if self.explain is None:
            return None
        first = [meeting for each in self.plan.suggestions[:1] for meeting in each.schedule.meetings]
        start = next((meeting.start for meeting in first if meeting.key == self.explain), None)
        return Explanation(self.explain, start, self.plan.alternatives)


def suggest(calendar: Calendar, wishes: Wishes, *, now: datetime) -> Suggestions:
    """Plan with those who have not declined and are not excluded, once all have answered or ``partial``.

    Reads the invitations that are fetched with their contacts. Confirmed meetings stay while the calendar
    is open; a finalized one is planned as if there were none.
    """
    invitations = [
        each for each in calendar.invitations.all() if not each.has_declined and each.pk not in wishes.exclude
    ]
    waiting_for = [each for each in invitations if each.is_missing]
    is_too_early = waiting_for and not wishes.partial
    plan = NOTHING if is_too_early else _plan(calendar, invitations, wishes, now)
    return Suggestions(calendar, waiting_for, plan, wishes.explain)


def _plan(calendar: Calendar, invitations: list[Invitation], wishes: Wishes, now: datetime) -> planning.Plan:
    confirmed = list(calendar.meetings.confirmed()) if calendar.is_open else []
    plan = plan_around(calendar, invitations, confirmed, wishes, now=now)
    return replace(plan, repairs=tuple(each for each in plan.repairs if _is_open_to(calendar, each)))


def _is_open_to(calendar: Calendar, repair: Any) -> bool:
    """Say whether the owner can do what would help: in a locked calendar nothing, nor beyond its dates."""
    if repair.kind != "open_slot":
        return calendar.is_open
    return calendar.is_open and calendar.has_room_for(Slot(start=repair.start, end=repair.end))


def plan_around(
    calendar: Calendar,
    invitations: Iterable[Invitation],
    fixed: Sequence[Meeting],
    wishes: Wishes,
    *,
    now: datetime,
    barred: Iterable[Meeting] = (),
) -> planning.Plan:
    """Plan the invitations that have answered around the ``fixed`` meetings, which are in the order of time.

    Nobody is met at the time of a meeting of theirs that is ``barred``.
    """
    there = {each.pk: each for each in invitations}
    pinned = [each for each in _pinnable(fixed, calendar, wishes) if each.invitation_id in there]
    stays = {each.invitation_id for each in pinned}
    settled = [each for each in fixed if each.invitation_id not in stays]
    met = {each.invitation_id for each in settled}
    planned = [
        each for each in there.values() if each.pk not in met and (each.has_answered or each.pk in stays)
    ]
    if not planned:
        return NOTHING
    problem = planning.problem(
        calendar,
        planned,
        busy=[
            *Meeting.objects.blocking(calendar).coming(now),
            *(_with_breaks(each, _break(calendar, wishes)) for each in settled),
            *_past(calendar, now),
        ],
        pinned=pinned,
        barred=barred,
        meeting_minutes=wishes.meeting_minutes,
        buffer_minutes=wishes.buffer_minutes,
    )
    explained = next((each.pk for each in planned if each.pk == wishes.explain), None)
    return planning.plan(problem, limit=wishes.limit, explained=explained)


def _pinnable(confirmed: Iterable[Meeting], calendar: Calendar, wishes: Wishes) -> Iterator[Meeting]:
    """Yield the meetings that have the length asked for, and the break from the one before."""
    minutes = wishes.meeting_minutes or calendar.meeting_minutes
    free = None
    for meeting in confirmed:
        if meeting.end - meeting.start == timedelta(minutes=minutes) and (not free or free <= meeting.start):
            free = meeting.end + _break(calendar, wishes)
            yield meeting


def _break(calendar: Calendar, wishes: Wishes) -> timedelta:
    return calendar.buffer if wishes.buffer_minutes is None else timedelta(minutes=wishes.buffer_minutes)


def _with_breaks(meeting: Meeting, pause: timedelta) -> Meeting:
    """Return the time that a meeting takes of its calendar: others keep their distance."""
    return Meeting(start=meeting.start - pause, end=meeting.end + pause)


def _past(calendar: Calendar, now: datetime) -> list[Meeting]:
    """Take the time that has passed, up to the next quarter of an hour: until then the cache serves."""
    first = calendar.slots.aggregate(first=Min("start"))["first"] or now
    return [Meeting(start=first, end=now + QUARTER - (now - EPOCH) % QUARTER)] if first < now else []
