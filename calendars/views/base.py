"""What the endpoints of a calendar share."""

from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, Model
from django.utils.http import parse_etags
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from accounts.requests import UserRequest
from calendars import detail
from calendars.models import Calendar
from calendars.serializers.calendars import CalendarDetailSerializer
from calendars.services.locks import CalendarChanged
from oneonone.schema import BROKEN_RULES, BrokenRuleSerializer
from oneonone.statements import Whole

Row = TypeVar("Row", bound=Model)

ID = "[0-9]{1,18}"

# Of what mails somebody, and is refused to whoever has had enough mails sent.
ASKING_RULES = BROKEN_RULES | {429: BrokenRuleSerializer}


_own = Whole(
    lambda owner, pk: Calendar.objects.filter(owner=owner, pk=pk).order_by(),
    (),
    owner=BigIntegerField(),
    pk=BigIntegerField(),
)


class CalendarView(GenericViewSet[Row]):
    """An endpoint of one of the caller's calendars, which the path names as ``calendar_pk``."""

    request: UserRequest
    lookup_value_regex = ID
    calendar_kwarg = "calendar_pk"
    honours_if_match = True

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar; 404 when it is somebody else's, 412 when it is not what ``If-Match`` names."""
        calendar = _own.first(owner=self.request.user.pk, pk=self.kwargs[self.calendar_kwarg])
        if calendar is None:
            raise NotFound
        calendar.owner = self.request.user
        calendar.seen_version = _seen_version(self.request, calendar)
        return calendar

    def read_body(self, shape: type[BaseSerializer[Any]], *rows: Any, **options: Any) -> Any:
        """Return the validated body; moments without an offset are read in the calendar's zone.

        The context can be added to by ``context``, and the other options are the serializer's.
        """
        context = {**self.get_serializer_context(), "zone": self.zone, **options.pop("context", {})}
        options |= {"data": self.request.data, "context": context}
        serializer = shape(*rows, **options)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    @property
    def zone(self) -> ZoneInfo:
        """The calendar's zone; before there is a calendar, the caller's."""
        return self.calendar.zone if self.kwargs else ZoneInfo(self.request.user.time_zone)

    def show_calendar(self, calendar: Calendar, status: int = 200) -> Response:
        """Answer with a calendar in full."""
        detail.complete(calendar)
        body = CalendarDetailSerializer(calendar, context={"request": self.request}).data
        return Response(body, status=status, headers={"ETag": etag(calendar)})


def etag(calendar: Calendar) -> str:
    """Return the entity tag of a calendar (RFC 9110, 8.8.3)."""
    return f'"{calendar.version}"'


def _seen_version(request: UserRequest, calendar: Calendar) -> int | None:
    """Return the version that ``If-Match`` asks for. Raises CalendarChanged when it is not this one."""
    wanted = request.headers.get("If-Match", "*").strip()
    if wanted == "*":
        return None
    if etag(calendar) not in parse_etags(wanted):
        raise CalendarChanged
    return calendar.version
