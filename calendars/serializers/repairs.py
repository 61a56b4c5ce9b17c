"""What would mend a schedule."""

from typing import Any

from rest_framework import serializers

from calendars.serializers.involved import InvolvedSerializer
from calendars.serializers.meetings import MeetingSerializer
from calendars.serializers.reasons import UnplacedSerializer


class ChangeSerializer(InvolvedSerializer):
    """A meeting that is moved, or new where ``former_start`` is null."""

    former_start = serializers.DateTimeField(allow_null=True)
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    owner_preference = serializers.IntegerField()
    invitee_preference = serializers.IntegerField()


class RepairPlanSerializer(serializers.Serializer[Any]):
    """The meetings that stay, those that change, those that must be cancelled, and who is left out."""

    id = serializers.CharField(source="digest")
    kept = MeetingSerializer(many=True)
    changes = ChangeSerializer(many=True)
    cancelled = MeetingSerializer(many=True)
    unplaced = UnplacedSerializer(source="left_out", many=True)


class MendSerializer(serializers.Serializer[Any]):
    """The repair to apply: the ``id`` of the one that was looked at, else whatever it is by now."""

    id = serializers.CharField(source="digest", required=False, max_length=64)
