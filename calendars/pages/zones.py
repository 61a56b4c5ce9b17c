"""The time zones to choose from."""

import functools
from itertools import groupby

from django.utils.translation import gettext_noop

from oneonone.fields import time_zones

ELSEWHERE = gettext_noop("Other")


@functools.cache
def zones_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return regions, not yet translated, with their zones, each as its name and the place to show."""
    named = sorted((*_region_and_place(name), name) for name in time_zones())
    return [
        (region, [(name, place) for _, place, name in some])
        for region, some in groupby(named, lambda zone: zone[0])
    ]


def _region_and_place(name: str) -> tuple[str, str]:
    region, slash, place = name.partition("/")
    return (region, place.replace("_", " ").replace("/", ", ")) if slash else (ELSEWHERE, name)
