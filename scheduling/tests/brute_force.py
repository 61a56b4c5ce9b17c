"""Solve small problems by trying everything: the oracle of the tests, sharing no code with the engine."""

from datetime import timedelta


def covered(slots, start, end):
    """Give the lowest preference that [start, end) touches, looking at every edge; 0 where uncovered."""
    lowest, here = 3, start
    while here < end:
        over = [slot for slot in slots if slot.start <= here < slot.end]
        lowest = min(lowest, max((slot.preference for slot in over), default=0))
        here = min([slot.end for slot in over] + [slot.start for slot in slots if slot.start > here] + [end])
    return lowest


def allowed(problem, invitee, start):
    """Say whether an invitee who is not pinned can start then; give both preferences or None."""
    end = start + problem.duration
    if any(busy.start < end and start < busy.end for busy in problem.busy):
        return None
    sides = covered(problem.owner, start, end), covered(invitee.slots, start, end)
    return sides if all(sides) else None


def starts(problem, tick=timedelta(minutes=1)):
    """Give every multiple of the tick from the first slot of the owner on; or the starts of the step's grid."""
    moments = set()
    for slot in problem.owner:
        anchor = slot.start
        while joined := [other.start for other in problem.owner if other.start < anchor <= other.end]:
            anchor = min(joined)
        start = anchor
        while start + problem.duration <= max(other.end for other in problem.owner):
            moments.add(start)
            start += problem.step or tick
    return sorted(moments)


def best_value(problem, tick=timedelta(minutes=1)):
    """Give (placed, preference, fewest at 1, fewest at 2), each but the first two negated, of the best schedule."""
    gap = problem.duration + problem.buffer
    pinned = {booking.key: booking.start for booking in problem.pinned}
    free = [invitee for invitee in problem.invitees if invitee.key not in pinned]
    moments = [
        start
        for start in starts(problem, tick)
        if all(abs(start - other) >= gap for other in pinned.values())
    ]
    options = [
        [(start, sides) for start in moments if (sides := allowed(problem, who, start))] for who in free
    ]
    fixed = []
    for invitee in problem.invitees:
        if invitee.key in pinned:
            start = pinned[invitee.key]
            end = start + problem.duration
            fixed.append((covered(problem.owner, start, end), covered(invitee.slots, start, end)))

    def score(sides):
        lower = [invitee for _, invitee in sides]
        return (len(sides), sum(map(sum, sides)), -lower.count(1) - lower.count(0), -lower.count(2))

    best = score(fixed)

    def search(position, chosen):
        nonlocal best
        if len(fixed) + len(chosen) + len(free) - position < best[0]:
            return
        if position == len(free):
            best = max(best, score(fixed + [sides for _, sides in chosen]))
            return
        for start, sides in options[position]:
            if all(abs(start - other) >= gap for other, _ in chosen):
                search(position + 1, [*chosen, (start, sides)])
        search(position + 1, chosen)

    search(0, [])
    return best
