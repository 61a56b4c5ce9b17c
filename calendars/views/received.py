"""The invitations of a signed-in user."""

from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.idempotency import idempotent
from accounts.requests import UserRequest
from calendars.models import Invitation, Slot
from calendars.serializers.home import ReceivedInvitationSerializer
from calendars.serializers.respond import RespondSerializer
from calendars.serializers.slots import (
    ONE_OR_MANY,
    ONE_OR_MANY_STORED,
    SlotSerializer,
    SlotWriteSerializer,
    slots_of,
)
from calendars.services import answers
from calendars.views.base import ID
from calendars.views.invitee import BROKEN_ANSWER_RULES, InviteeView
from oneonone.schema import FAULTS


class ReceivedInvitationViewSet(ListModelMixin, InviteeView):
    request: UserRequest
    queryset = Invitation.objects.none()  # for the schema; get_queryset() scopes
    lookup_value_regex = ID
    filterset_fields = ("status",)
    search_fields = ("calendar__name",)
    ordering_fields = ("invited_at",)

    def get_queryset(self) -> QuerySet[Invitation]:
        """Return what the user was invited to by a linked contact or a proved address."""
        return Invitation.objects.for_user(self.request.user).with_people()

    @cached_property
    def invitation(self) -> Invitation:
        """The invitation that the path names."""
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_serializer_class(self) -> type[BaseSerializer[Invitation]]:
        """Return the shape of an invitation, alone or in a list."""
        return ReceivedInvitationSerializer if self.action == "list" else RespondSerializer

    @extend_schema(responses=SlotSerializer(many=True))
    def times(self, request: UserRequest, pk: str) -> Response:
        """List the times of the answer."""
        return Response(SlotSerializer(self.invitation.slots.all(), many=True).data)

    @extend_schema(request=ONE_OR_MANY, responses={201: ONE_OR_MANY_STORED} | BROKEN_ANSWER_RULES)
    @idempotent
    def add_times(self, request: UserRequest, pk: str) -> Response:
        """Add one time, or a list of them; the answer has the same form."""
        is_list = isinstance(request.data, list)
        fields = self.read_body(SlotWriteSerializer, many=is_list)
        slots = slots_of(fields if is_list else [fields])
        added = answers.answer_more(invitation=self.invitation, slots=slots, now=timezone.now())
        return Response(SlotSerializer(added if is_list else added[0], many=is_list).data, status=201)

    @extend_schema(request=SlotWriteSerializer, responses={200: SlotSerializer} | BROKEN_ANSWER_RULES)
    def change_time(self, request: UserRequest, pk: str, slot_pk: str) -> Response:
        """Change a time of the answer."""
        fields = self.read_body(SlotWriteSerializer, self.slot, partial=True)
        changed = answers.change_answer(
            slot=self.slot, invitation=self.invitation, now=timezone.now(), **fields
        )
        return Response(SlotSerializer(changed).data)

    @extend_schema(responses={204: None, 400: FAULTS} | BROKEN_ANSWER_RULES)
    def remove_time(self, request: UserRequest, pk: str, slot_pk: str) -> Response:
        """Take a time out of the answer."""
        answers.shorten_answer(slot=self.slot, invitation=self.invitation, now=timezone.now())
        return Response(status=204)

    @cached_property
    def slot(self) -> Slot:
        """The time that the path names."""
        return get_object_or_404(self.invitation.slots, pk=self.kwargs["slot_pk"])
