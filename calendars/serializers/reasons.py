"""Why somebody is left out, and what would help, in numbers and in words."""

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from calendars import sentences
from calendars.planning import LeftOut
from calendars.serializers.involved import CastSerializer, InvolvedSerializer

MINUTE = timedelta(minutes=1)


class TimeSerializer(serializers.Serializer[Any]):
    """A time of a meeting."""

    start = serializers.DateTimeField()
    end = serializers.DateTimeField()


class UnplacedSerializer(InvolvedSerializer):
    """Somebody left out. Of a crowd, ``with`` and ``times`` name the first few and the counts how many."""

    reason = serializers.ChoiceField(["no_common_time", "contested"])
    with_count = serializers.IntegerField(source="others_count")
    times = serializers.SerializerMethodField()
    times_count = serializers.IntegerField()
    message = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add the one whose name is a keyword of Python."""
        others = serializers.ListField(source="others", child=serializers.IntegerField())
        return super().get_fields() | {"with": others}

    @extend_schema_field(TimeSerializer(many=True))
    def get_times(self, left_out: LeftOut) -> list[dict[str, str]]:
        """Return the times without a serializer for each: there may be thousands, all in UTC."""
        return [
            {name: getattr(time, name).isoformat().replace("+00:00", "Z") for name in ("start", "end")}
            for time in left_out.times
        ]

    def get_message(self, left_out: LeftOut) -> str:
        """Say it in words."""
        names = self.cast.names
        if left_out.reason == "no_common_time":
            return sentences.no_common_time(names[left_out.key])
        called = sorted([left_out.key, *left_out.others[: sentences.MOST_NAMES - 1]])
        return sentences.contested(
            [names[key] for key in called], left_out.others_count + 1, left_out.times_count, left_out.room
        )


class RepairSerializer(CastSerializer):
    """A change that places more people; fields that say nothing of its kind are absent."""

    kind = serializers.ChoiceField(["open_slot", "ask_invitee", "shorter_buffer", "shorter_duration"])
    invitation = serializers.IntegerField(source="key", required=False, help_text="Whom to ask.")
    start = serializers.DateTimeField(required=False, help_text="Of the time to open or to ask for.")
    end = serializers.DateTimeField(required=False)
    minutes = serializers.SerializerMethodField(help_text="The shorter length.")
    places = serializers.IntegerField(source="gain", help_text="How many more people it places.")
    message = serializers.SerializerMethodField()

    def get_minutes(self, repair: Any) -> int | None:
        """Return the length; the engine shortens by whole minutes."""
        return None if repair.length is None else repair.length // MINUTE

    def get_message(self, repair: Any) -> str:
        """Say it in words."""
        match repair.kind:
            case "open_slot":
                return sentences.open_slot(repair.start, repair.end, self.cast.zone, repair.gain)
            case "ask_invitee":
                name = self.cast.names[repair.key]
                return sentences.ask_invitee(name, repair.start, repair.end, self.cast.zone, repair.gain)
            case "shorter_buffer":
                return sentences.shorter_buffer(repair.length // MINUTE, repair.gain)
            case _:
                return sentences.shorter_duration(repair.length // MINUTE, repair.gain)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Leave out what is None."""
        fields = super().to_representation(instance)
        return {name: value for name, value in fields.items() if value is not None}
