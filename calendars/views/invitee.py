"""What an invitee can do, however the invitation was reached: by link or by account."""

from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from calendars import surroundings
from calendars.models import Invitation
from calendars.serializers.respond import AnswerSerializer, DeclineSerializer, RespondSerializer
from calendars.services import answers, invitations
from oneonone.schema import BrokenRuleSerializer

BROKEN_ANSWER_RULES: dict[int, Any] = {409: BrokenRuleSerializer, 410: BrokenRuleSerializer}
RULES = {200: RespondSerializer} | BROKEN_ANSWER_RULES


class InviteeView(GenericViewSet[Invitation]):
    """An endpoint of one invitation, for its invitee."""

    serializer_class = RespondSerializer

    @cached_property
    def invitation(self) -> Invitation:
        """The invitation; 404 when it is not the caller's."""
        raise NotImplementedError

    @extend_schema(responses=RespondSerializer)
    def retrieve(self, request: Any, **_path: str) -> Response:
        """Show the invitation."""
        invitations.mark_opened(invitation=self.invitation, now=timezone.now())
        return self.show(self.invitation)

    @extend_schema(request=AnswerSerializer, responses=RULES)
    def answer(self, request: Any, **_path: str) -> Response:
        """Give times, in the place of those given before."""
        fields = self.read_body(AnswerSerializer)
        return self.show(answers.answer(invitation=self.invitation, now=timezone.now(), **fields))

    @extend_schema(request=None, responses=RULES)
    def accept(self, request: Any, **_path: str) -> Response:
        """Promise an answer, or come back after declining."""
        return self.show(answers.accept(invitation=self.invitation, now=timezone.now()))

    @extend_schema(request=DeclineSerializer, responses=RULES)
    def decline(self, request: Any, **_path: str) -> Response:
        """Take no part."""
        fields = self.read_body(DeclineSerializer)
        return self.show(answers.decline(invitation=self.invitation, now=timezone.now(), **fields))

    def show(self, invitation: Invitation) -> Response:
        """Answer with the invitation and what surrounds it."""
        surroundings.complete(invitation)
        return Response(self.get_serializer(invitation).data)

    def read_body(self, shape: type[BaseSerializer[Any]], *rows: Any, **options: Any) -> Any:
        """Return the validated body; moments without an offset are read in the calendar's zone."""
        context = {
            "zone": self.invitation.calendar.zone,
            "kept": SimpleLazyObject(lambda: set(self.invitation.slots.values_list("start", "end"))),
        }
        serializer = shape(*rows, **options | {"data": self.request.data, "context": context})
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data
