"""The owner's times."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.response import Response

from accounts.idempotency import idempotent
from accounts.requests import UserRequest
from calendars.models import Slot
from calendars.serializers.slots import (
    ONE_OR_MANY,
    ONE_OR_MANY_STORED,
    SlotSerializer,
    SlotWriteSerializer,
    slots_of,
)
from calendars.services import availability
from calendars.views.base import CalendarView
from oneonone.schema import BROKEN_RULES


class AvailabilityViewSet(ListModelMixin, RetrieveModelMixin, CalendarView[Slot]):
    queryset = Slot.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = SlotSerializer
    filter_backends = ()

    def get_queryset(self) -> QuerySet[Slot]:
        """Return the owner's slots."""
        return self.calendar.slots.of_owner()

    @extend_schema(request=ONE_OR_MANY, responses={201: ONE_OR_MANY_STORED} | BROKEN_RULES)
    @idempotent
    def create(self, request: UserRequest, calendar_pk: str) -> Response:
        """Add one slot, or a list of them; the answer has the same form."""
        is_list = isinstance(request.data, list)
        fields = self.read_body(SlotWriteSerializer, many=is_list, context=self.writing_context())
        slots = slots_of(fields if is_list else [fields])
        added = availability.add(calendar=self.calendar, slots=slots, now=timezone.now())
        return Response(self.get_serializer(added if is_list else added[0], many=is_list).data, status=201)

    @extend_schema(
        operation_id="calendars_availability_replace",
        request=SlotWriteSerializer(many=True),
        responses={200: SlotSerializer(many=True)} | BROKEN_RULES,
    )
    def replace(self, request: UserRequest, calendar_pk: str) -> Response:
        """Put a list of slots in the place of all; the answer is a plain list."""
        fields = self.read_body(SlotWriteSerializer, many=True, context=self.writing_context())
        slots = availability.replace(calendar=self.calendar, slots=slots_of(fields), now=timezone.now())
        return Response(self.get_serializer(slots, many=True).data)

    @extend_schema(request=SlotWriteSerializer, responses={200: SlotSerializer} | BROKEN_RULES)
    def update(self, request: UserRequest, calendar_pk: str, pk: str, **options: Any) -> Response:
        """Change a slot."""
        slot = self.get_slot()
        fields = self.read_body(SlotWriteSerializer, slot, context=self.writing_context(), **options)
        return Response(
            self.get_serializer(availability.change_slot(slot=slot, now=timezone.now(), **fields)).data
        )

    @extend_schema(request=SlotWriteSerializer, responses={200: SlotSerializer} | BROKEN_RULES)
    def partial_update(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Change some of a slot."""
        return self.update(request, calendar_pk, pk, partial=True)

    @extend_schema(responses={204: None} | BROKEN_RULES)
    def destroy(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Remove a slot."""
        availability.remove_slot(slot=self.get_slot(), now=timezone.now())
        return Response(status=204)

    def get_slot(self) -> Slot:
        """Return the slot that the path names, as a part of the calendar that was read."""
        slot: Slot = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        slot.calendar = self.calendar
        return slot

    def writing_context(self) -> dict[str, Any]:
        """Return the dates that slots keep to, and which of them were there before."""
        return {"calendar": self.calendar, "kept": self.calendar.slots.of_owner().values_list("start", "end")}
