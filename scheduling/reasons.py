"""Say why somebody is left out: name a group of invitees who do not all fit into the starts they have."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scheduling.candidates import Instance
from scheduling.choice import choose
from scheduling.components import components
from scheduling.effort import Effort
from scheduling.intervals import moment
from scheduling.types import Unplaced

EFFORT = 50_000
"""Steps to spend on proving that one group does not fit."""

PATIENCE = 600_000
"""Steps for proving all groups of a schedule; afterwards they are grown until nobody more is in the way."""

SHRINKABLE = 16
"""Size up to which a group of invitees with colliding starts is made as small as possible."""


def left_out(read: Instance, chosen: Sequence[int | None], effort: Effort) -> tuple[Unplaced, ...]:
    """Give every invitee without a start, in the order of their keys, with the reason.

    `chosen` places as many as possible.
    """
    out = [who for who, start in enumerate(chosen) if start is None]
    if not out:
        return ()
    holder = {start: who for who, start in enumerate(chosen) if start is not None}
    groups = _Crowds(read, holder, effort.part(PATIENCE)) if read.collide else _Trees.of(read, holder)
    return tuple(
        groups.reason(who)
        if read.options[who]
        else Unplaced(read.keys[who], "no_common_time", (read.keys[who],), (), 0)
        for who in out
    )


@dataclass(frozen=True, slots=True)
class _Trees:
    """Grow the alternating trees of invitees whom a largest matching leaves out; starts do not collide.

    A tree holds all starts of its invitees, and each is held by another of them: one start fewer than
    invitees. Any group with the invitee left out and too few starts contains the tree, so none is smaller.
    A set of starts is an integer here, the n-th of `times` its n-th bit; `trees[n]` is what that start
    leads to.
    """

    read: Instance
    holder: dict[int, int]
    times: list[int]
    trees: list[int]
    shared: dict[int, tuple[tuple[int, ...], tuple[datetime, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, read: Instance, holder: dict[int, int]) -> "_Trees":
        """Find what each start leads to, from those that lead nowhere else to those that lead there."""
        times = sorted(holder)
        place = {time: position for position, time in enumerate(times)}
        arcs = {
            position: [place[start] for start, _ in read.options[holder[time]] if start in place]
            for position, time in enumerate(times)
        }
        trees = [0] * len(times)
        for part in reversed(components(arcs)):
            tree = sum(1 << position for position in part)
            for position in part:
                for other in arcs[position]:
                    tree |= trees[other]
            for position in part:
                trees[position] = tree
        return cls(read, holder, times, trees)

    def reason(self, who: int) -> Unplaced:
        """Give the tree of an invitee."""
        keys = self.read.keys
        found = 0
        for start, _ in self.read.options[who]:
            found |= self.trees[bisect_left(self.times, start)]
        if found not in self.shared:
            times = [time for position, time in enumerate(self.times) if found >> position & 1]
            self.shared[found] = tuple(self.holder[time] for time in times), tuple(map(moment, times))
        others, moments = self.shared[found]
        group = tuple(keys[member] for member in sorted((who, *others)))
        return Unplaced(keys[who], "contested", group, moments, len(moments))


@dataclass(slots=True)
class _Crowds:
    """Collect around invitees left out those who are too many for their starts; starts collide."""

    read: Instance
    holder: dict[int, int]
    effort: Effort
    blockers: dict[int, set[int]] = field(default_factory=dict)

    def reason(self, who: int) -> Unplaced:
        """Give the crowd around an invitee."""
        keys, options = self.read.keys, self.read.options
        group, room = self._crowd(who)
        times = sorted({start for member in group for start, _ in options[member]})
        return Unplaced(
            keys[who],
            "contested",
            tuple(keys[member] for member in sorted(group)),
            tuple(map(moment, times)),
            room,
        )

    def _crowd(self, who: int) -> tuple[set[int], int]:
        """Add who is in the way, and who is in their way, until the group does not fit; then drop who can go.

        With nobody more in the way the group cannot fit, or all of it could be placed beside the others.
        """
        group, before = {who}, set[int]()
        while (room := self._room(group)) == len(group) and group != before:
            before = group
            group = group.union(*map(self._in_the_way, group))
        room = room if room < len(group) else sum(member in group for member in self.holder.values())
        for member in sorted(group - {who}) if len(group) <= SHRINKABLE else ():
            less = self._room(group - {member})
            if less < len(group) - 1:
                group, room = group - {member}, less
        return group, room

    def _room(self, group: set[int]) -> int:
        """Bound how many of a group fit into their starts."""
        unweighted = [[(start, 1) for start, _ in self.read.options[member]] for member in sorted(group)]
        if self.effort.left <= 0:
            return len(group)
        return choose(unweighted, self.read, self.effort.part(EFFORT)).bound

    def _in_the_way(self, who: int) -> set[int]:
        """Find who is met too close to any start of an invitee."""
        if who not in self.blockers:
            met, gap = sorted(self.holder), self.read.gap
            self.blockers[who] = {
                self.holder[other]
                for start, _ in self.read.options[who]
                for other in met[bisect_right(met, start - gap) : bisect_left(met, start + gap)]
            }
        return self.blockers[who]
