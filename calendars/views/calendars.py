"""The owner's calendars."""

from collections import namedtuple
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.response import Response

from accounts.idempotency import idempotent
from accounts.requests import UserRequest
from calendars.filters import CalendarFilters
from calendars.models import Calendar
from calendars.serializers.calendars import (
    FIELDS,
    CalendarCreateSerializer,
    CalendarDetailSerializer,
    CalendarSerializer,
    CalendarWriteSerializer,
)
from calendars.services import calendars
from calendars.views.base import CalendarView
from oneonone.pages import LENGTH, PromptListMixin
from oneonone.schema import BROKEN_RULES, BrokenRuleSerializer
from oneonone.statements import Statement

Row = namedtuple("Row", FIELDS)  # type: ignore[misc] # its fields are named once, where they are shown

_first = Statement(
    lambda owner: Calendar.objects.filter(owner=owner).with_counts().values_list(*FIELDS)[: LENGTH + 1],
    owner=BigIntegerField(),
)


@extend_schema_view(list=extend_schema(description="List the own calendars, the newest first."))
class CalendarViewSet(PromptListMixin, CalendarView[Calendar]):
    queryset = Calendar.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = CalendarSerializer
    calendar_kwarg = "pk"
    filterset_class = CalendarFilters
    search_fields = ("name", "description")
    ordering_fields = ("deadline", "name", "created_at", "updated_at")

    def get_queryset(self) -> QuerySet[Calendar]:
        """Return the caller's calendars."""
        return Calendar.objects.owned_by(self.request.user).with_counts()

    def first_rows(self) -> list[Any]:
        """Return the caller's newest calendars."""
        return list(map(Row._make, _first(owner=self.request.user.pk)))

    @extend_schema(
        request=CalendarCreateSerializer, responses={201: CalendarDetailSerializer, 429: BrokenRuleSerializer}
    )
    @idempotent
    def create(self, request: UserRequest) -> Response:
        """Make a calendar; everybody invited is mailed a personal link."""
        fields = self.read_body(CalendarCreateSerializer)
        return self.show_calendar(
            calendars.create(owner=request.user, now=timezone.now(), **fields), status=201
        )

    @extend_schema(responses=CalendarDetailSerializer)
    def retrieve(self, request: UserRequest, pk: str) -> Response:
        """Show a calendar with everybody's times."""
        return self.show_calendar(self.calendar)

    @extend_schema(
        request=CalendarWriteSerializer,
        responses={200: CalendarDetailSerializer} | BROKEN_RULES,
    )
    def update(self, request: UserRequest, pk: str, **options: Any) -> Response:
        """Change a calendar."""
        fields = self.read_body(CalendarWriteSerializer, self.calendar, **options)
        return self.show_calendar(calendars.change(calendar=self.calendar, now=timezone.now(), **fields))

    @extend_schema(
        request=CalendarWriteSerializer,
        responses={200: CalendarDetailSerializer} | BROKEN_RULES,
    )
    def partial_update(self, request: UserRequest, pk: str) -> Response:
        """Change some of a calendar."""
        return self.update(request, pk, partial=True)

    @extend_schema(responses={204: None, 412: BrokenRuleSerializer})
    def destroy(self, request: UserRequest, pk: str) -> Response:
        """Delete a calendar; its coming meetings are cancelled by mail."""
        calendars.delete(calendar=self.calendar, now=timezone.now())
        return Response(status=204)
