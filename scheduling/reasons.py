"""Say why somebody is left out: name a group of invitees who do not all fit into the starts they have."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from scheduling.candidates import Instance
from scheduling.collisions import pack
from scheduling.intervals import moment
from scheduling.types import Unplaced

EFFORT = 100_000
"""Steps to spend on proving that one group does not fit."""

SHRINKABLE = 16
"""Size up to which a group of invitees with colliding starts is made as small as possible."""


def left_out(read: Instance, chosen: Sequence[int | None]) -> tuple[Unplaced, ...]:
    """Give every invitee without a start, in the order of their keys, with the reason.

    `chosen` places as many as possible.
    """
    holder = {start: who for who, start in enumerate(chosen) if start is not None}
    return tuple(_reason(read, holder, who) for who, start in enumerate(chosen) if start is None)


def _reason(read: Instance, holder: dict[int, int], who: int) -> Unplaced:
    if not read.options[who]:
        return Unplaced(read.keys[who], "no_common_time", (read.keys[who],), (), 0)
    group, room = _crowd(read, holder, who) if read.collide else _tree(read, holder, who)
    keys = tuple(read.keys[member] for member in sorted(group))
    times = sorted({start for member in group for start, _ in read.options[member]})
    return Unplaced(read.keys[who], "contested", keys, tuple(map(moment, times)), room)


def _tree(read: Instance, holder: dict[int, int], who: int) -> tuple[set[int], int]:
    """Grow the alternating tree of an invitee whom a largest matching leaves out; starts do not collide.

    It holds all starts of its invitees, and each is held by another of them: one start fewer than
    invitees. Any group with this invitee and too few starts contains the tree, so none is smaller.
    """
    group, times, ahead = {who}, set[int](), [who]
    while ahead:
        for start, _ in read.options[ahead.pop()]:
            if start not in times:
                times.add(start)
                group.add(holder[start])
                ahead.append(holder[start])
    return group, len(times)


def _crowd(read: Instance, holder: dict[int, int], who: int) -> tuple[set[int], int]:
    """Add who is in the way, and who is in their way, until the group does not fit; then drop who can go.

    With nobody more in the way the group cannot fit, or all of it could be placed beside the others.
    """
    group, before = {who}, set[int]()
    while (room := _room(read, group)) == len(group) and group != before:
        before = group
        group = group | _in_the_way(read, holder, group)
    if room == len(group):
        return group, sum(member in group for member in holder.values())
    for member in sorted(group - {who}) if len(group) <= SHRINKABLE else ():
        less = _room(read, group - {member})
        if less < len(group) - 1:
            group, room = group - {member}, less
    return group, room


def _room(read: Instance, group: Iterable[int]) -> int:
    """Bound how many of a group fit into their starts."""
    return pack(
        [[(start, 1) for start, _ in read.options[member]] for member in sorted(group)], read.gap, EFFORT
    ).bound


def _in_the_way(read: Instance, holder: dict[int, int], group: Iterable[int]) -> set[int]:
    """Find who is met too close to any start of a group."""
    taken = sorted(holder)
    return {
        holder[other]
        for member in group
        for start, _ in read.options[member]
        for other in taken[bisect_right(taken, start - read.gap) : bisect_left(taken, start + read.gap)]
    }
