"""The schedule of a calendar: draft, finalizing, reopening."""

from django.utils import timezone
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.idempotency import idempotent, idempotent_after
from accounts.requests import UserRequest
from calendars.models import Meeting, MeetingQuerySet
from calendars.serializers.calendars import CalendarDetailSerializer
from calendars.serializers.meetings import (
    FinalScheduleSerializer,
    GenerateSerializer,
    MeetingsSerializer,
    PreviewsSerializer,
    ScheduleSerializer,
)
from calendars.services import schedules
from calendars.services.bookings import Booking
from calendars.views.base import ASKING_RULES, CalendarView, etag
from oneonone.schema import BROKEN_RULES

FINAL_OR_PREVIEW = PolymorphicProxySerializer(
    "MeetingsOrPreviews", [MeetingsSerializer, PreviewsSerializer], None, many=False
)


class DryRunSerializer(serializers.Serializer[None]):
    """Whether to show the mails only."""

    dry_run = serializers.BooleanField(default=False, help_text="Store and send nothing.")


class ScheduleViewSet(CalendarView[Meeting]):
    serializer_class = MeetingsSerializer

    @extend_schema(responses=MeetingsSerializer)
    def retrieve(self, request: UserRequest, calendar_pk: str) -> Response:
        """Show the draft."""
        answer = self.show(self.calendar.meetings.tentative())
        answer.headers["ETag"] = etag(self.calendar)
        return answer

    @extend_schema(request=ScheduleSerializer, responses={200: MeetingsSerializer} | BROKEN_RULES)
    def update(self, request: UserRequest, calendar_pk: str) -> Response:
        """Write the draft, in the place of the former one."""
        bookings = self.read_body(ScheduleSerializer)["meetings"]
        schedules.keep(calendar=self.calendar, bookings=bookings, now=timezone.now())
        return self.show(self.calendar.meetings.tentative())

    @extend_schema(responses={204: None} | BROKEN_RULES)
    def destroy(self, request: UserRequest, calendar_pk: str) -> Response:
        """Throw the draft away."""
        schedules.clear(calendar=self.calendar, now=timezone.now())
        return Response(status=204)

    def solve(self) -> schedules.Solution:
        """Find the best schedule."""
        fields = self.read_body(GenerateSerializer)
        return schedules.solve(calendar=self.calendar, now=timezone.now(), **fields)

    @extend_schema(request=GenerateSerializer, responses={200: MeetingsSerializer} | BROKEN_RULES)
    @idempotent_after(solve)
    def generate(self, request: UserRequest, solution: schedules.Solution, calendar_pk: str) -> Response:
        """Make the best schedule, with the answers so far, the draft."""
        schedules.keep(calendar=solution.calendar, bookings=solution.bookings, now=timezone.now())
        return self.show(self.calendar.meetings.tentative())

    @extend_schema(
        request=FinalScheduleSerializer,
        parameters=[DryRunSerializer],
        responses={200: FINAL_OR_PREVIEW} | BROKEN_RULES,
    )
    @idempotent
    def finalize(self, request: UserRequest, calendar_pk: str) -> Response:
        """Confirm the given meetings, else the draft, and mail everybody: all or nothing."""
        options = DryRunSerializer(data=request.query_params.dict())
        options.is_valid(raise_exception=True)
        bookings = self.read_body(FinalScheduleSerializer).get("meetings")
        return self.preview(bookings) if options.validated_data["dry_run"] else self.confirm(bookings)

    @extend_schema(request=None, responses={200: CalendarDetailSerializer} | ASKING_RULES)
    @idempotent
    def reopen(self, request: UserRequest, calendar_pk: str) -> Response:
        """Cancel the coming meetings by mail and collect times again."""
        return self.show_calendar(schedules.reopen(calendar=self.calendar, now=timezone.now()))

    def preview(self, bookings: list[Booking] | None) -> Response:
        """Answer with the mails that finalizing would send."""
        mails = schedules.rehearse(calendar=self.calendar, bookings=bookings, now=timezone.now())
        return Response(PreviewsSerializer({"emails": mails}).data)

    def confirm(self, bookings: list[Booking] | None) -> Response:
        """Finalize, and answer with the meetings."""
        meetings = schedules.finalize(calendar=self.calendar, bookings=bookings, now=timezone.now())
        return Response(self.get_serializer({"meetings": meetings}).data)

    def show(self, meetings: MeetingQuerySet) -> Response:
        """Answer with a schedule."""
        return Response(self.get_serializer({"meetings": meetings.with_contacts()}).data)
