"""Suggestions, as the owner asks for them and as they are told."""

from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers

from calendars.models import MINUTES_OF_A_DAY
from calendars.serializers.contacts import InvitedContactSerializer
from calendars.serializers.involved import InvolvedSerializer
from calendars.serializers.reasons import RepairSerializer, UnplacedSerializer
from calendars.suggestions import Suggestions, Wishes
from oneonone.inputs import IdField
from oneonone.rows import ShowingSerializer

UNASKED = {"explanation", "risks"}
LABELS = ["best_preference", "fewest_days", "earliest_finish", "fairest", "alternative"]


class WishesSerializer(serializers.Serializer[Wishes]):
    """What may be asked; the ``cast`` of the context is the calendar's."""

    partial = serializers.BooleanField(  # type: ignore[assignment]
        default=False, help_text="Plan with the answers so far."
    )
    limit = serializers.IntegerField(default=3, min_value=1, max_value=10)
    meeting_minutes = serializers.IntegerField(required=False, min_value=1, max_value=MINUTES_OF_A_DAY)
    buffer_minutes = serializers.IntegerField(required=False, min_value=0, max_value=MINUTES_OF_A_DAY)
    exclude = serializers.ListField(child=IdField(), default=[], help_text="Plan without these invitations.")
    explain = IdField(required=False, help_text="Say what other times of this invitation would cost.")

    def validate_exclude(self, invitations: list[int]) -> list[int]:
        """Refuse ids of other calendars."""
        for invitation in invitations:
            self.validate_explain(invitation)
        return invitations

    def validate_explain(self, invitation: int) -> int:
        """Refuse an id of another calendar."""
        if invitation not in self.context["cast"].contacts:
            raise serializers.ValidationError(gettext("Invalid invitation id"))
        return invitation

    def validate(self, attrs: dict[str, Any]) -> Wishes:
        """Return what is wished for."""
        return Wishes(**attrs)


class SuggestedMeetingSerializer(ShowingSerializer, InvolvedSerializer):
    """A meeting that could be; where a confirmed one lies outside somebody's times, a preference is null."""

    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    owner_preference = serializers.SerializerMethodField()
    invitee_preference = serializers.SerializerMethodField()

    def get_owner_preference(self, meeting: Any) -> int | None:
        """Return 1 to 3."""
        return meeting.owner_preference or None

    def get_invitee_preference(self, meeting: Any) -> int | None:
        """Return 1 to 3."""
        return meeting.invitee_preference or None


class ScoreSerializer(serializers.Serializer[Any]):
    """How good a schedule is: sums of preferences, and what the worst-off invitee gets."""

    owner_preference = serializers.IntegerField()
    invitee_preference = serializers.IntegerField()
    lowest_preference = serializers.IntegerField()
    days = serializers.IntegerField()
    idle_minutes = serializers.IntegerField(help_text="Between the meetings of a day, breaks included.")
    ends = serializers.DateTimeField(allow_null=True)


class BoundSerializer(serializers.Serializer[Any]):
    """What no schedule surpasses: so many placed, and for as many, such a sum of preferences."""

    placed = serializers.IntegerField()
    preference = serializers.IntegerField()


class SuggestedScheduleSerializer(serializers.Serializer[Any]):
    """A schedule, named after what it is best at; ``difference`` are those it meets unlike the first one."""

    id = serializers.CharField(source="digest")
    label = serializers.ChoiceField(LABELS, source="schedule.label")  # type: ignore[assignment]
    optimal = serializers.BooleanField(source="schedule.optimal")
    placed = serializers.IntegerField(source="schedule.placed")
    score = ScoreSerializer(source="schedule")
    bound = BoundSerializer(source="schedule.bound")
    difference = serializers.ListField(source="schedule.difference", child=serializers.IntegerField())
    meetings = SuggestedMeetingSerializer(source="schedule.meetings", many=True)
    unplaced = UnplacedSerializer(source="left_out", many=True)


class WaitingForSerializer(serializers.Serializer[Any]):
    """Somebody who has not answered: the suggestions wait for all of them."""

    invitation = serializers.IntegerField(source="pk")
    contact = InvitedContactSerializer()


class AlternativeSerializer(serializers.Serializer[Any]):
    """Another start, the others arranged as well as can be; numbers are differences to the first schedule."""

    start = serializers.DateTimeField()
    placed = serializers.IntegerField()
    preference = serializers.IntegerField()
    moved = serializers.ListField(child=serializers.IntegerField(), help_text="Invitations that move.")
    optimal = serializers.BooleanField(help_text="Whether nothing better is possible at this start.")


class ExplanationSerializer(InvolvedSerializer):
    """What other times of an invitee would cost; ``start`` is that of the first schedule."""

    start = serializers.DateTimeField(allow_null=True)
    alternatives = AlternativeSerializer(many=True)


class RiskSerializer(InvolvedSerializer):
    """Whether every optimal schedule meets this invitee at the time of the first one."""

    forced = serializers.BooleanField()


class SuggestionsSerializer(serializers.Serializer[Any]):
    """What an owner can choose from; ``explanation`` and ``risks`` come with ``explain``."""

    ready = serializers.BooleanField(help_text="Whether everybody has answered or declined.")
    waiting_for = WaitingForSerializer(many=True)
    invited = serializers.IntegerField(source="calendar.invited_count")
    schedules = SuggestedScheduleSerializer(source="plan.suggestions", many=True)
    repairs = RepairSerializer(source="plan.repairs", many=True)
    explanation = ExplanationSerializer(required=False)
    risks = RiskSerializer(source="plan.risks", many=True, required=False)

    def to_representation(self, instance: Suggestions) -> dict[str, Any]:
        """Leave out what was not asked."""
        fields = super().to_representation(instance)
        asked = instance.explanation is not None
        return fields if asked else {name: fields[name] for name in fields if name not in UNASKED}
