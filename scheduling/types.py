"""Define the values that go into the engine and come out of it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Any, Literal, TypeAlias, TypeVar

from scheduling.intervals import Span, tick

Key: TypeAlias = Any
"""What names an invitee: any hashable value; the keys of one problem can be sorted."""

Label: TypeAlias = Literal["best_preference", "fewest_days", "earliest_finish", "fairest", "alternative"]
Reason: TypeAlias = Literal["no_common_time", "contested"]
RepairKind: TypeAlias = Literal["open_slot", "ask_invitee", "shorter_buffer", "shorter_duration"]

NO_TIME = timedelta(0)

Keyed = TypeVar("Keyed", "Invitee", "Booking")


def _check_moment(name: str, moment: datetime) -> None:
    if moment.tzinfo is not UTC and moment.utcoffset() != NO_TIME:
        raise ValueError(f"{name}: {moment!r} is not an aware time in UTC")


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold a half-open span of time `[start, end)`, aware and in UTC; `span` is the same in microseconds.

    Raises ValueError when a time is naive or not in UTC, or `end` is not after `start`.

    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> Interval(nine, nine + timedelta(hours=1)).end.hour
    10
    """

    start: datetime
    end: datetime
    span: Span = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_moment("start", self.start)
        _check_moment("end", self.end)
        if self.end <= self.start:
            raise ValueError(f"end: {self.end} is not after the start {self.start}")
        object.__setattr__(self, "span", (tick(self.start), tick(self.end)))


@dataclass(frozen=True, slots=True)
class Slot(Interval):
    """Hold a span of time that somebody gave, with a preference from 1 to 3 (3 is best).

    Raises ValueError like `Interval`, and when the preference is not exactly 1, 2 or 3.

    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> Slot(nine, nine + timedelta(hours=1), 4)
    Traceback (most recent call last):
    ValueError: preference: 4 is not 1, 2 or 3
    """

    preference: int

    def __post_init__(self) -> None:
        Interval.__post_init__(self)
        if type(self.preference) is not int or not 1 <= self.preference <= 3:
            raise ValueError(f"preference: {self.preference!r} is not 1, 2 or 3")


@dataclass(frozen=True, slots=True)
class Invitee:
    """Hold one person to be met and the times they gave, which may overlap.

    >>> Invitee("bob", []).slots
    ()
    """

    key: Key
    slots: Sequence[Slot]

    def __post_init__(self) -> None:
        if not isinstance(self.key, Hashable):
            raise ValueError(f"key: {self.key!r} is not hashable")  # noqa: TRY004 - the field is what is wrong
        object.__setattr__(self, "slots", tuple(self.slots))


@dataclass(frozen=True, slots=True)
class Booking:
    """Hold a meeting that must stay where it is.

    >>> Booking("bob", datetime(2026, 3, 2, 9, tzinfo=UTC)).key
    'bob'
    """

    key: Key
    start: datetime

    def __post_init__(self) -> None:
        _check_moment("start", self.start)


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold everything a schedule depends on.

    Invitees and pinned bookings are kept in the order of their keys, so that two problems which differ
    only in the order of their input are equal and have the same schedule. `zone` is used for nothing
    but counting days. A pinned booking stays even where the slots no longer cover it.

    Raises ValueError, naming the field, for nonsense: a duration, buffer or step out of range, keys that
    are repeated, unknown or cannot be sorted, pinned meetings closer than `duration + buffer`.

    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> problem = Problem([slot], [Invitee("bob", [slot]), Invitee("ann", [slot])], timedelta(minutes=30))
    >>> [invitee.key for invitee in problem.invitees]
    ['ann', 'bob']
    """

    owner: Sequence[Slot]
    invitees: Sequence[Invitee]
    duration: timedelta
    buffer: timedelta = NO_TIME
    step: timedelta | None = None
    busy: Sequence[Interval] = ()
    pinned: Sequence[Booking] = ()
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        object.__setattr__(self, "owner", tuple(self.owner))
        object.__setattr__(self, "busy", tuple(self.busy))
        object.__setattr__(self, "invitees", _in_key_order("invitees", self.invitees))
        object.__setattr__(self, "pinned", _in_key_order("pinned", self.pinned))
        self._check_lengths()
        self._check_pinned()

    def _check_lengths(self) -> None:
        if self.duration <= NO_TIME:
            raise ValueError(f"duration: {self.duration} is not positive")
        if self.buffer < NO_TIME:
            raise ValueError(f"buffer: {self.buffer} is negative")
        if self.step is not None and self.step <= NO_TIME:
            raise ValueError(f"step: {self.step} is not positive")

    def _check_pinned(self) -> None:
        known = {invitee.key for invitee in self.invitees}
        for booking in self.pinned:
            if booking.key not in known:
                raise ValueError(f"pinned: {booking.key!r} is not an invitee")
        in_time = sorted(self.pinned, key=lambda booking: booking.start)
        for earlier, later in pairwise(in_time):
            if later.start - earlier.start < self.duration + self.buffer:
                raise ValueError(f"pinned: {earlier.key!r} and {later.key!r} are too close to each other")


def _in_key_order(name: str, values: Iterable[Keyed]) -> tuple[Keyed, ...]:
    try:
        ordered = tuple(sorted(values, key=lambda value: value.key))
    except TypeError as error:
        raise ValueError(f"{name}: the keys cannot be sorted: {error}") from error
    for earlier, later in pairwise(ordered):
        if earlier.key == later.key:
            raise ValueError(f"{name}: the key {later.key!r} is repeated")
    return ordered


@dataclass(frozen=True, slots=True)
class Meeting:
    """Hold one placed invitee.

    Each preference is the lowest one the meeting touches on that side; 0 on a side whose slots do not
    cover it, which happens to pinned meetings only.
    """

    key: Key
    start: datetime
    end: datetime
    owner_preference: int
    invitee_preference: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Hold one invitee left out, and why.

    `no_common_time`: no start suits both sides; `group` is the invitee alone and `times` is empty.
    `contested`: the invitees of `group` (the one left out among them) have only the starts `times`
    among them, in which no more than `room` meetings fit, and `room < len(group)`.
    """

    key: Key
    reason: Reason
    group: tuple[Key, ...]
    times: tuple[datetime, ...]
    room: int


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """Hold the first three objectives of a schedule; the greater value is the better schedule.

    `preference` is the sum of both sides over all meetings. `fairness` is `n * n2 + (n + 1) * n3`
    for `n` invitees, `n2` meetings at preference 2 for the invitee and `n3` at 3: with the same number
    of meetings, it is greatest where the fewest are at 1, and of those where the fewest are at 2.

    >>> Value(placed=2, preference=4, fairness=0) > Value(placed=1, preference=6, fairness=3)
    True
    """

    placed: int
    preference: int
    fairness: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hold who meets when, who is left out and why, and how good that is.

    `label` names what the schedule is best at. No schedule of the problem has a value above `bound`, and
    `optimal` says that this one reaches it. `days` counts the days in the problem's zone, `idle_minutes` the
    whole minutes between the meetings of a day, buffers included. `difference` names the invitees whom the
    first suggestion does not meet at the same time.
    """

    meetings: tuple[Meeting, ...]
    unplaced: tuple[Unplaced, ...]
    value: Value
    bound: Value
    optimal: bool
    days: int
    idle_minutes: int
    label: Label = "best_preference"
    difference: tuple[Key, ...] = ()

    @property
    def placed(self) -> int:
        """Count the meetings."""
        return len(self.meetings)

    @property
    def owner_preference(self) -> int:
        """Sum the owner's preferences."""
        return sum(meeting.owner_preference for meeting in self.meetings)

    @property
    def invitee_preference(self) -> int:
        """Sum the invitees' preferences."""
        return sum(meeting.invitee_preference for meeting in self.meetings)

    @property
    def lowest_preference(self) -> int:
        """Give the preference of the worst-off invitee who is met; 0 without meetings."""
        return min((meeting.invitee_preference for meeting in self.meetings), default=0)

    @property
    def ends(self) -> datetime | None:
        """Give the end of the last meeting; None without meetings."""
        return max((meeting.end for meeting in self.meetings), default=None)


@dataclass(frozen=True, slots=True)
class Repair:
    """Hold one change that places `gain` more people, verified by solving again.

    `open_slot`: the owner opens `[start, end)`. `ask_invitee`: the invitee `key` gives `[start, end)` too.
    `shorter_buffer`, `shorter_duration`: the buffer or duration becomes `length`. The rest is None.
    """

    kind: RepairKind
    gain: int
    key: Key | None = None
    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Hold what it would cost to meet an invitee at another time, with the others arranged as well as can be.

    `placed` and `preference`, the sum of both sides, are differences to the schedule. `moved` names the
    others whose time changes, as few of them as possible. `optimal` says that nothing better is possible.
    """

    start: datetime
    placed: int
    preference: int
    moved: tuple[Key, ...]
    optimal: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """Hold whether every optimal schedule meets an invitee at the time of this one.

    If `forced`, the schedule gets worse as soon as that time is lost.
    """

    key: Key
    forced: bool
