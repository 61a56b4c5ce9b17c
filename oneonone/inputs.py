"""Serializer fields that more than one app uses: clean texts, addresses and moments."""

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime, tzinfo
from typing import Any

from django.utils.translation import gettext, gettext_noop
from rest_framework import serializers

from oneonone.addresses import one_spelling

OUT_OF_RANGE = gettext_noop("This date is out of range.")


class LineField(serializers.CharField):
    """One line of text: no control characters, no line breaks, nothing that turns the writing direction."""

    refused = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"

    def to_internal_value(self, data: Any) -> str:
        """Return the text, stripped."""
        value: str = super().to_internal_value(data)
        if re.search(self.refused, value):
            raise serializers.ValidationError(gettext("Control characters and line breaks are not allowed."))
        return value


class ParagraphField(serializers.CharField):
    """Text of several lines, its line breaks kept as line feeds."""

    refused = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"

    def to_internal_value(self, data: Any) -> str:
        """Return the text, stripped, with one kind of line break."""
        value: str = super().to_internal_value(data)
        value = re.sub(r"\r\n?|[\u2028\u2029]", "\n", value)
        if re.search(self.refused, value):
            raise serializers.ValidationError(gettext("Control characters are not allowed."))
        return value


class IdField(serializers.IntegerField):
    """The id of a row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": 2**63 - 1} | kwargs)


class LowerCaseEmailInput(serializers.EmailField):
    """An address as :class:`LowerCaseEmailField` keeps it."""

    def to_internal_value(self, data: Any) -> str:
        """Return the address in its one spelling. Raises ValidationError for letters no mail server takes."""
        value = one_spelling(super().to_internal_value(data))
        if not value.rpartition("@")[0].isascii():
            self.fail("invalid")
        return value


class MomentField(serializers.DateTimeField):
    """A moment, answered in UTC; without an offset it is read in the serializer context's ``zone``.

    A local time that a change of the clocks skips or repeats is refused rather than guessed.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"default_timezone": UTC} | kwargs)

    def enforce_timezone(self, value: datetime) -> datetime:
        """Return ``value`` in UTC."""
        zone: tzinfo = self.context.get("zone", UTC)
        try:
            moment = value.astimezone(UTC) if value.tzinfo else utc_moment(value, zone)
        except OverflowError as error:
            raise serializers.ValidationError(gettext(OUT_OF_RANGE), code="overflow") from error
        if moment.year in {MINYEAR, MAXYEAR}:  # nothing could be added to it, or taken from it
            raise serializers.ValidationError(gettext(OUT_OF_RANGE), code="overflow")
        return moment


def utc_moment(local: datetime, zone: tzinfo) -> datetime:
    """Read a naive local time in ``zone``. Raises ValidationError when a clock change skips or repeats it."""
    early, late = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) != local:
        raise serializers.ValidationError(
            gettext("%(time)s does not exist in %(zone)s: the clocks go forward then.") % _named(local, zone),
            code="nonexistent",
        )
    if early != late:
        raise serializers.ValidationError(
            gettext("%(time)s happens twice in %(zone)s: the clocks go back. Add an offset.")
            % _named(local, zone),
            code="ambiguous",
        )
    return early


def _named(local: datetime, zone: tzinfo) -> dict[str, str]:
    return {"time": f"{local:%Y-%m-%d %H:%M}", "zone": str(zone)}
