"""Times that an invitee types, beside those that the owner offers."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import islice, zip_longest
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop
from rest_framework.exceptions import ValidationError

from calendars.models import Slot
from calendars.serializers.slots import SlotWriteSerializer, slots_of
from oneonone.errors import InvalidFields
from oneonone.inputs import utc_moment

HALF = gettext_noop("Please give both a start and an end.")

_MOST = 20


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A time that the invitee typed, as it was typed."""

    start: str = ""
    end: str = ""
    preference: str = "3"

    def turned(self, former: ZoneInfo, zone: ZoneInfo) -> "OtherTime":
        """Return the same time on the clocks of another zone."""
        return replace(self, start=_turned(self.start, former, zone), end=_turned(self.end, former, zone))


def typed(posted: QueryDict) -> Iterator[OtherTime]:
    """Yield the times of a form that are not empty."""
    names = ("other_start", "other_end", "other_preference")
    columns = zip_longest(*(posted.getlist(name) for name in names), fillvalue="")
    for start, end, preference in islice(columns, _MOST):
        if start or end:
            yield OtherTime(start, end, preference)


def slots_typed(times: Iterable[OtherTime], zone: ZoneInfo) -> list[Slot]:
    """Return unsaved slots; the times are read in ``zone``. Raises InvalidFields."""
    entries = [asdict(time) for time in times]
    if not all(entry["start"] and entry["end"] for entry in entries):
        raise InvalidFields({"other": [gettext(HALF)]})
    serializer = SlotWriteSerializer(data=entries, many=True, context={"zone": zone})
    if not serializer.is_valid():
        raise InvalidFields({"other": serializer.errors})
    return slots_of(serializer.validated_data)


def _turned(local: str, former: ZoneInfo, zone: ZoneInfo) -> str:
    """Return a local time as a form names it; what is no time stays what it is."""
    try:
        moment = utc_moment(datetime.fromisoformat(local).replace(tzinfo=None), former)
        return f"{moment.astimezone(UTC).astimezone(zone):%Y-%m-%dT%H:%M}"
    except (ValueError, OverflowError, ValidationError):
        return local
