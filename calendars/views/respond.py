"""What invitees do by their personal link: the token is the only credential."""

from functools import cached_property
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from calendars import links
from calendars.models import Invitation
from calendars.serializers.respond import AnswerSerializer, DeclineSerializer, RespondSerializer
from calendars.services import availability, invitations
from calendars.throttles import RespondThrottle
from oneonone.schema import BrokenRuleSerializer

RULES: dict[int, Any] = {200: RespondSerializer, 409: BrokenRuleSerializer, 410: BrokenRuleSerializer}


class RespondView(GenericViewSet[Invitation]):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (RespondThrottle,)
    serializer_class = RespondSerializer

    @cached_property
    def invitation(self) -> Invitation:
        """The invitation; unknown, revoked and replaced tokens look the same."""
        invitation = links.find(self.kwargs["token"])
        if invitation is None:
            raise NotFound
        return invitation

    @extend_schema(responses=RespondSerializer)
    def retrieve(self, request: Request, token: str) -> Response:
        """Show the invitation."""
        invitations.mark_opened(invitation=self.invitation, now=timezone.now())
        return self.show(self.invitation)

    @extend_schema(request=AnswerSerializer, responses=RULES)
    def answer(self, request: Request, token: str) -> Response:
        """Give times, in the place of those given before."""
        fields = self.read_body(AnswerSerializer)
        return self.show(availability.answer(invitation=self.invitation, now=timezone.now(), **fields))

    @extend_schema(request=None, responses=RULES)
    def accept(self, request: Request, token: str) -> Response:
        """Promise an answer, or come back after declining."""
        return self.show(invitations.accept(invitation=self.invitation, now=timezone.now()))

    @extend_schema(request=DeclineSerializer, responses=RULES)
    def decline(self, request: Request, token: str) -> Response:
        """Take no part."""
        fields = self.read_body(DeclineSerializer)
        return self.show(invitations.decline(invitation=self.invitation, now=timezone.now(), **fields))

    def show(self, invitation: Invitation) -> Response:
        """Answer with the invitation as it is now, for nobody to keep or to pass on."""
        seen = Invitation.objects.as_invitees_see().get(pk=invitation.pk)
        return Response(self.get_serializer(seen).data)

    def read_body(self, shape: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return the validated body; moments without an offset are read in the calendar's zone."""
        kept = set(self.invitation.slots.values_list("start", "end"))
        context = {"zone": self.invitation.calendar.zone, "kept": kept}
        serializer = shape(data=self.request.data, context=context)
        serializer.is_valid(raise_exception=True)
        fields: dict[str, Any] = serializer.validated_data
        return fields

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        """Keep answers, those of errors too, out of caches, and the token out of other sites' logs."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response
