"""The times that people give."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from calendars.models import Slot
from calendars.services import availability
from oneonone.inputs import MomentField
from oneonone.rows import RowSerializer


class SlotSerializer(RowSerializer[Slot]):
    """A time that suits somebody; 3 suits best."""

    class Meta:
        model = Slot
        fields = ["id", "start", "end", "preference", "updated_at"]
        read_only_fields = fields


class SlotListSerializer(serializers.ListSerializer[Slot]):
    """Several slots of one party."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": availability.MAX_SLOTS} | kwargs)


class SlotWriteSerializer(serializers.Serializer[Slot]):
    """A time that somebody gives, without an offset read in the context's ``zone``.

    The context's ``calendar`` is whose dates the owner's times keep to, and ``kept`` are the ``(start, end)``
    that were given before: those may lie in the past. They are asked for only when something is wrong.
    """

    start = MomentField()
    end = MomentField()
    preference = serializers.IntegerField(min_value=1, max_value=3)

    class Meta:
        list_serializer_class = SlotListSerializer

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check what depends on both ends, those of the changed slot where one is not given."""
        present = {"start": self.instance.start, "end": self.instance.end} if self.instance else {}
        slot = Slot(**present | {name: attrs[name] for name in ("start", "end") if name in attrs})
        faults = availability.fault_of_span(slot, timezone.now())
        if faults and (slot.start, slot.end) in self.context.get("kept", ()):
            faults = {}
        faults = faults or availability.fault_of_dates(self.context.get("calendar"), slot)
        if faults:
            raise serializers.ValidationError(faults)
        return attrs


ONE_OR_MANY = PolymorphicProxySerializer(
    "SlotOrSlots", [SlotWriteSerializer, SlotWriteSerializer(many=True)], None, many=False
)

ONE_OR_MANY_STORED = PolymorphicProxySerializer(
    "StoredSlotOrSlots", [SlotSerializer, SlotSerializer(many=True)], None, many=False
)


class AnswerForSerializer(serializers.Serializer[Any]):
    """What an invitee told the owner: the times, as a field or as the whole body."""

    availability = SlotWriteSerializer(many=True, allow_empty=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the unsaved ``slots``."""
        body = {"availability": data} if isinstance(data, list) else data
        return {"slots": slots_of(super().to_internal_value(body)["availability"])}


def slots_of(validated: list[dict[str, Any]]) -> list[Slot]:
    """Return unsaved slots."""
    return [Slot(**fields) for fields in validated]
