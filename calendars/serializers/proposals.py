"""Other times that are asked for."""

from typing import Any

from rest_framework import serializers

from calendars.models import Proposal
from oneonone.inputs import MomentField, ParagraphField
from oneonone.rows import RowSerializer


class ProposalSerializer(RowSerializer[Proposal]):
    """Another time for a meeting; ``side`` asks, the other side answers."""

    class Meta:
        model = Proposal
        fields = ["id", "meeting", "side", "start", "end", "message", "status", "created_at", "answered_at"]
        read_only_fields = fields


class ProposalWriteSerializer(serializers.Serializer[Any]):
    """The time that is asked for, with a word about why."""

    start = MomentField()
    message = ParagraphField(max_length=2000, required=False, allow_blank=True)
