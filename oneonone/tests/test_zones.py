"""Every zone of the tz database at each of its transitions in the next ten years."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rest_framework.serializers import ValidationError

from oneonone.fields import time_zones
from oneonone.inputs import utc_moment

FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
STEP, MINUTE = timedelta(days=4), timedelta(minutes=1)


def transitions(zone):
    """Yield the minutes at which a zone's offset changes, with the offsets before and after."""
    early = FROM
    while early < UNTIL:
        late = early + STEP
        if early.astimezone(zone).utcoffset() != late.astimezone(zone).utcoffset():
            yield _changing_minute(zone, early, late)
        early = late


def _changing_minute(zone, early, late):
    before, after = early.astimezone(zone).utcoffset(), late.astimezone(zone).utcoffset()
    while late - early > MINUTE:
        middle = early + (late - early) // MINUTE // 2 * MINUTE
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(tzinfo=None), before, after


def reading(local, zone):
    """Return what becomes of a local time: ``exact``, ``inexact``, or the code of its refusal."""
    try:
        moment = utc_moment(local, zone)
    except ValidationError as error:
        return error.get_codes()[0]
    return "exact" if moment.astimezone(zone).replace(tzinfo=None) == local else "inexact"


ZONES = {name: list(transitions(ZoneInfo(name))) for name in sorted(time_zones())}


def test_transitions_are_found():
    moment, before, after = ZONES["Europe/Berlin"][0]

    assert (moment.isoformat(), before, after) == (
        "2026-03-29T01:00:00",
        timedelta(hours=1),
        timedelta(hours=2),
    )
    assert sum(map(len, ZONES.values())) > 3000


@pytest.mark.parametrize("name", [name for name, found in ZONES.items() if found])
def test_no_gap_is_accepted_and_no_fold_is_guessed(name):
    zone = ZoneInfo(name)
    readings, meant = [], []
    for moment, before, after in ZONES[name]:
        first, last = sorted((moment + before, moment + after))
        changed = "nonexistent" if after > before else "ambiguous"
        locals_ = [first - MINUTE, first, first + (last - first) / 2, last - MINUTE, last]
        readings.append([reading(local, zone) for local in locals_])
        meant.append(["exact", changed, changed, changed, "exact"])

    assert readings == meant
