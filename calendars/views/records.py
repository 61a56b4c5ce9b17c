"""What can be read and taken away of a calendar: the log and the exports."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.mixins import ListModelMixin

from accounts.requests import UserRequest
from calendars import exports, ics
from calendars.filters import LogFilters
from calendars.models import LogEntry
from calendars.serializers.log import LogEntrySerializer
from calendars.views.base import CalendarView


class LogView(ListModelMixin, CalendarView[LogEntry]):
    queryset = LogEntry.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = LogEntrySerializer
    filterset_class = LogFilters
    search_fields = ("person",)

    def get_queryset(self) -> QuerySet[LogEntry]:
        """Return what happened to the calendar, the latest first."""
        return self.calendar.log.all()


class ExportView(CalendarView[LogEntry]):
    @extend_schema(responses={(200, "text/csv"): OpenApiResponse(str)})
    def table(self, request: UserRequest, calendar_pk: str) -> HttpResponse:
        """Give a table of all invitees with their status and meeting, times in the calendar's zone."""
        return _download(exports.table(self.calendar), "text/csv; charset=utf-8", "invitees.csv")

    @extend_schema(responses={(200, "text/calendar"): OpenApiResponse(str)})
    def events(self, request: UserRequest, calendar_pk: str) -> HttpResponse:
        """Give the confirmed meetings as events for any calendar."""
        confirmed = self.calendar.meetings.confirmed().with_people()
        content = ics.published(confirmed, now=timezone.now())
        return _download(content, "text/calendar; charset=utf-8", "meetings.ics")


def _download(content: str, content_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
