"""Single meetings of a calendar."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.response import Response

from accounts.idempotency import idempotent
from accounts.requests import UserRequest
from calendars.filters import MeetingFilters
from calendars.models import Meeting
from calendars.serializers.meetings import MeetingSerializer, MoveSerializer
from calendars.services import meetings
from calendars.views.base import ASKING_RULES, CalendarView
from oneonone.schema import BROKEN_RULES


class MeetingViewSet(ListModelMixin, RetrieveModelMixin, CalendarView[Meeting]):
    queryset = Meeting.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilters
    search_fields = ("invitation__contact__first_name", "invitation__contact__last_name")
    ordering_fields = ("start",)

    def get_queryset(self) -> QuerySet[Meeting]:
        """Return the calendar's meetings, cancelled ones too."""
        return self.calendar.meetings.with_contacts()

    @extend_schema(request=MoveSerializer, responses={200: MeetingSerializer} | ASKING_RULES)
    def partial_update(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Move a meeting; the invitee of a confirmed one is mailed."""
        start = self.read_body(MoveSerializer)["start"]
        moved = meetings.move(meeting=self.get_meeting(), start=start, now=timezone.now())
        return Response(self.get_serializer(moved).data)

    @extend_schema(responses={204: None} | BROKEN_RULES)
    def destroy(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Cancel a meeting by mail; take one of the draft out of it."""
        meetings.cancel(meeting=self.get_meeting(), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={200: MeetingSerializer} | ASKING_RULES)
    @action(detail=True, methods=["post"])
    @idempotent
    def confirm(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Confirm one meeting of the draft by mail; others too close to it leave the draft."""
        confirmed = meetings.confirm(meeting=self.get_meeting(), now=timezone.now())
        return Response(self.get_serializer(confirmed).data)

    def get_meeting(self) -> Meeting:
        """Return the meeting that the path names, as a part of the calendar that was read."""
        meeting: Meeting = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        meeting.calendar, meeting.owner = self.calendar, self.calendar.owner
        return meeting
