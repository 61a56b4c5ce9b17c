"""Say why somebody is left out: with a group of invitees who have fewer starts than they are (Hall's theorem)."""

from collections.abc import Sequence

from scheduling.candidates import Instance
from scheduling.intervals import moment
from scheduling.types import Unplaced


def left_out(read: Instance, chosen: Sequence[int | None]) -> tuple[Unplaced, ...]:
    """Give every invitee without a start, in the order of their keys, with the reason."""
    holder = {start: who for who, start in enumerate(chosen) if start is not None}
    return tuple(_reason(read, holder, who) for who, start in enumerate(chosen) if start is None)


def _reason(read: Instance, holder: dict[int, int], who: int) -> Unplaced:
    if not read.options[who]:
        return Unplaced(read.keys[who], "no_common_time", (read.keys[who],), (), 0)
    group, times = contested(read, holder, who)
    keys = tuple(read.keys[member] for member in sorted(group))
    return Unplaced(
        read.keys[who], "contested", keys, tuple(moment(time) for time in sorted(times)), len(times)
    )


def contested(read: Instance, holder: dict[int, int], who: int) -> tuple[set[int], set[int]]:
    """Grow the alternating tree of an invitee left out by a largest matching.

    The tree holds all starts of its invitees, each held by another of them: one invitee more than starts. Any group
    with this invitee and too few starts contains it, so it is the smallest.
    """
    group, times, ahead = {who}, set[int](), [who]
    while ahead:
        for start, _ in read.options[ahead.pop()]:
            if start not in times:
                times.add(start)
                group.add(holder[start])
                ahead.append(holder[start])
    return group, times
