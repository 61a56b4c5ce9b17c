"""Check the laws that hold for every problem."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling import Booking, Invitee, Problem, repairs, solve, suggest, violations
from scheduling.tests.build import MINUTE, at, interval, slot

settings.register_profile("schedules", deadline=None, derandomize=True, max_examples=60, print_blob=False)
settings.load_profile("schedules")

ticks = st.integers(0, 60).map(lambda tick: 5 * tick)
spans = st.tuples(ticks, st.integers(2, 24).map(lambda length: 5 * length))
slots = st.lists(
    st.builds(lambda span, preference: slot(span[0], sum(span), preference), spans, st.integers(1, 3)),
    max_size=5,
)
busy = st.lists(spans.map(lambda span: interval(span[0], sum(span))), max_size=2)


@st.composite
def problems(draw):
    people = [Invitee(key, draw(slots)) for key in range(draw(st.integers(0, 7)))]
    pinned = [Booking(people[0].key, at(draw(ticks)))] if people and draw(st.booleans()) else []
    return Problem(
        draw(slots),
        people,
        draw(st.sampled_from([10, 20, 30])) * MINUTE,
        draw(st.sampled_from([0, 5])) * MINUTE,
        draw(st.sampled_from([None, None, 5 * MINUTE, 15 * MINUTE])),
        draw(busy),
        pinned,
    )


@given(problems())
def test_schedules_are_valid_and_proven(problem):
    schedule = solve(problem)

    assert violations(problem, schedule) == []
    assert schedule.optimal
    assert schedule.value == schedule.bound


@given(problems(), st.randoms(use_true_random=False))
def test_schedules_do_not_depend_on_the_order_of_the_input(problem, rng):
    def shuffled(values):
        values = list(values)
        rng.shuffle(values)
        return values

    other = replace(
        problem,
        owner=shuffled(problem.owner),
        invitees=[Invitee(one.key, shuffled(one.slots)) for one in shuffled(problem.invitees)],
        busy=shuffled(problem.busy),
    )

    assert suggest(other) == suggest(problem)


@given(problems(), slots)
def test_more_time_of_an_invitee_never_places_fewer(problem, more):
    generous = replace(problem, invitees=[Invitee(one.key, [*one.slots, *more]) for one in problem.invitees])

    assert solve(generous).value >= solve(problem).value


@given(problems(), slots)
def test_more_time_of_the_owner_never_places_fewer(problem, more):
    anywhere = replace(problem, step=None)

    assert solve(replace(anywhere, owner=[*problem.owner, *more])).value >= solve(anywhere).value


@given(problems(), busy)
def test_more_busy_time_never_helps(problem, more):
    assert solve(replace(problem, busy=[*problem.busy, *more])).value <= solve(problem).value


@given(problems())
def test_pinning_a_meeting_where_it_is_changes_nothing(problem):
    schedule = solve(problem)
    pins = [Booking(meeting.key, meeting.start) for meeting in schedule.meetings]

    pinned = solve(replace(problem, pinned=pins))

    assert (pinned.meetings, pinned.value) == (schedule.meetings, schedule.value)


@given(problems())
def test_pinned_meetings_stay_in_every_suggestion(problem):
    for offer in suggest(problem):
        starts = {meeting.key: meeting.start for meeting in offer.meetings}
        assert [starts[booking.key] for booking in problem.pinned] == [
            booking.start for booking in problem.pinned
        ]


@given(problems())
def test_groups_of_those_left_out_do_not_fit(problem):
    for out in solve(problem).unplaced:
        group = [invitee for invitee in problem.invitees if invitee.key in out.group]
        pinned = {booking.key for booking in problem.pinned}

        alone = solve(
            replace(problem, invitees=[*group, *(one for one in problem.invitees if one.key in pinned)])
        )

        assert not pinned.intersection(out.group)
        assert alone.placed - len(problem.pinned) <= out.room < len(out.group)


@given(problems())
def test_repairs_always_gain(problem):
    assert all(repair.gain > 0 for repair in repairs(problem, solve(problem)))
