"""What lists of calendars, meetings and log entries can be narrowed to."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from calendars.models import Calendar, LogEntry, Meeting, Slot


@extend_schema_field(OpenApiTypes.INT)
class IdFilter(django_filters.NumberFilter):  # type: ignore[misc] # untyped
    """A whole number."""

    field_class = forms.IntegerField


class CalendarFilters(django_filters.FilterSet):  # type: ignore[misc] # untyped
    """``?status=``."""

    class Meta:
        model = Calendar
        fields = ["status"]


class MeetingFilters(django_filters.FilterSet):  # type: ignore[misc] # untyped
    """``?status=``, and ``?slot=`` for those that touch one of the owner's slots."""

    slot = IdFilter(method="touching")

    class Meta:
        model = Meeting
        fields = ["status"]

    def touching(self, meetings: QuerySet[Meeting], _name: str, slot_id: Any) -> QuerySet[Meeting]:
        """Keep the meetings in a slot."""
        calendar = self.request.parser_context["view"].calendar
        slot = Slot.objects.of_owner().filter(calendar=calendar, pk=slot_id).first()
        return meetings.filter(start__lt=slot.end, end__gt=slot.start) if slot else meetings.none()


class LogFilters(django_filters.FilterSet):  # type: ignore[misc] # untyped
    """``?action=``, ``?actor=``, and ``?invitation=``, where one of others is as good as none."""

    invitation = IdFilter(field_name="invitation__id")

    class Meta:
        model = LogEntry
        fields = ["action", "actor"]
