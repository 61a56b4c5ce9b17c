"""Mending a schedule with the fewest moves."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.idempotency import idempotent_after
from accounts.requests import UserRequest
from calendars import repairs
from calendars.models import Calendar, Meeting
from calendars.serializers.involved import Cast
from calendars.serializers.meetings import MeetingsSerializer
from calendars.serializers.repairs import MendSerializer, RepairPlanSerializer
from calendars.services import mending
from calendars.views.base import ASKING_RULES, CalendarView


class RepairView(CalendarView[Meeting]):
    @extend_schema(responses=RepairPlanSerializer)
    def retrieve(self, request: UserRequest, calendar_pk: str) -> Response:
        """Show how the schedule can be mended: most confirmed meetings stay, then as good as can be."""
        calendar = Calendar.objects.with_everything().get(pk=self.calendar.pk)
        repair = repairs.find(calendar, now=timezone.now())
        return Response(RepairPlanSerializer(repair, context={"cast": Cast.of(calendar)}).data)

    def solve(self) -> mending.Solution:
        """Find the repair."""
        fields = self.read_body(MendSerializer)
        return mending.solve(calendar=self.calendar, now=timezone.now(), **fields)

    @extend_schema(request=MendSerializer, responses={200: MeetingsSerializer} | ASKING_RULES)
    @idempotent_after(solve)
    def create(self, request: UserRequest, solution: mending.Solution, calendar_pk: str) -> Response:
        """Apply the repair; only those whose meeting changes are mailed."""
        mending.mend(calendar=solution.calendar, repair=solution.repair, now=timezone.now())
        return Response(
            MeetingsSerializer({"meetings": self.calendar.meetings.confirmed().with_contacts()}).data
        )
