"""Solve small problems by trying everything: the oracle of the tests, sharing no code with the engine."""

from datetime import UTC, datetime, timedelta

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(3000, 1, 1, tzinfo=UTC)


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


def stretch(slots, start):
    """Give the start and the end of the time the slots give around `start` without a gap."""
    first = end = start
    while joined := [slot.start for slot in slots if slot.start < first <= slot.end]:
        first = min(joined)
    while joined := [slot.end for slot in slots if slot.start <= end < slot.end]:
        end = max(joined)
    return first, end


def starts(problem, tick=timedelta(minutes=1)):
    """Give the multiples of the step, or else of the tick, from where each stretch of the owner begins."""
    moments = set()
    for slot in problem.owner:
        start, end = stretch(problem.owner, slot.start)
        while start + problem.duration <= end:
            moments.add(start)
            start += problem.step or tick
    return sorted(moments)


def options(problem, tick=timedelta(minutes=1)):
    """Give, for each invitee in order, the (start, (owner, invitee) preferences) pairs they may have."""
    gap = problem.duration + problem.buffer
    pinned = {booking.key: booking.start for booking in problem.pinned}
    free = [
        moment for moment in starts(problem, tick) if all(abs(moment - pin) >= gap for pin in pinned.values())
    ]
    choices = []
    for invitee in problem.invitees:
        if invitee.key in pinned:
            start, end = pinned[invitee.key], pinned[invitee.key] + problem.duration
            choices.append(
                [(start, (covered(problem.owner, start, end), covered(invitee.slots, start, end)))]
            )
        else:
            choices.append([(start, sides) for start in free if (sides := allowed(problem, invitee, start))])
    return choices


def schedules(problem, tick=timedelta(minutes=1)):
    """Give every valid schedule, each as a (start, (owner, invitee) preferences) pair or None per invitee."""
    gap = problem.duration + problem.buffer
    choices = options(problem, tick)

    def extend(chosen):
        if len(chosen) == len(choices):
            yield chosen
            return
        for start, sides in choices[len(chosen)]:
            if all(met is None or abs(start - met[0]) >= gap for met in chosen):
                yield from extend([*chosen, (start, sides)])
        if problem.invitees[len(chosen)].key not in {booking.key for booking in problem.pinned}:
            yield from extend([*chosen, None])

    return extend([])


def score(chosen):
    """Give what is to be greatest of a schedule: placed, sum of preferences, fewest at 1, fewest at 2."""
    both = [met[1] for met in chosen if met]
    lower = [invitee for _, invitee in both]
    return (len(both), sum(map(sum, both)), -lower.count(1) - lower.count(0), -lower.count(2))


def best_value(problem, tick=timedelta(minutes=1)):
    """Give the best score there is."""
    return max(map(score, schedules(problem, tick)))


def rank(problem, chosen):
    """Give what is to be least among equals: days, idle time, the sum of the starts, the starts by key."""
    starts = sorted(met[0] for met in chosen if met)
    days = {}
    for start in starts:
        days.setdefault(start.astimezone(problem.zone).date(), []).append(start)
    idle = sum((met[-1] - met[0] - (len(met) - 1) * problem.duration for met in days.values()), timedelta())
    free = [
        met and met[0]
        for met, invitee in zip(chosen, problem.invitees, strict=True)
        if invitee.key not in {booking.key for booking in problem.pinned}
    ]
    total = sum((start - FIRST for start in free if start), timedelta())
    return len(days), idle, total, [start or LAST for start in free]


def best_schedule(problem, tick=timedelta(minutes=1)):
    """Give the best schedule by all objectives, as starts by key."""
    chosen = list(schedules(problem, tick))
    best = max(map(score, chosen))
    first = min((one for one in chosen if score(one) == best), key=lambda one: rank(problem, one))
    return {invitee.key: met[0] for invitee, met in zip(problem.invitees, first, strict=True) if met}
