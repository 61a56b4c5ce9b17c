"""One round of one-on-ones."""

from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from calendars.models.invitations import Invitation
from calendars.models.slots import Slot
from oneonone.fields import TimeZoneField

MINUTES_OF_A_DAY = 24 * 60

_UNHEARD = Q(told_deadline=None) | ~Q(told_deadline=F("deadline"))


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Reads of calendars."""

    def owned_by(self, user: User) -> Self:
        """Keep those of ``user``."""
        return self.filter(owner=user)

    def collecting(self) -> Self:
        """Keep the open ones, the next deadline first."""
        return self.filter(status=Calendar.Status.OPEN).order_by(F("deadline").asc(nulls_last=True), "id")

    def overdue(self, now: datetime) -> Self:
        """Keep the open ones whose deadline has passed, unless their owners have heard so."""
        return self.filter(_UNHEARD, status=Calendar.Status.OPEN, deadline__lte=now)

    def with_counts(self) -> Self:
        """Add ``invited_count`` and ``responded_count``."""
        invitations = Invitation.objects.filter(calendar=models.OuterRef("pk")).order_by()
        return self.annotate(
            invited_count=_count_of(invitations),
            responded_count=_count_of(invitations.filter(status=Invitation.Status.RESPONDED)),
        )

    def with_everything(self) -> Self:
        """Add the counts and fetch what a calendar's detail shows, in a constant number of queries."""
        return self.with_counts().select_related("owner").prefetch_related(*_times())

    def with_invited(self) -> Self:
        """Add the counts and fetch who owns it and who is invited."""
        invited = models.Prefetch("invitations", Invitation.objects.with_contacts())
        return self.with_counts().select_related("owner").prefetch_related(invited)

    def locked(self) -> Self:
        """Lock the rows until the transaction ends."""
        return self.select_for_update(of=("self",), no_key=True)


class Calendar(models.Model):
    """One round of one-on-ones."""

    class Status(models.TextChoices):
        """Whether times are still collected."""

        OPEN = "open"
        FINALIZED = "finalized"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendars", db_index=False
    )
    name = models.CharField(max_length=150)
    description = models.TextField(blank=True, max_length=5000)
    time_zone = TimeZoneField()
    meeting_minutes = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(MINUTES_OF_A_DAY)]
    )
    buffer_minutes = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(MINUTES_OF_A_DAY)]
    )
    step_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MINUTES_OF_A_DAY)]
    )
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    finalized_at = models.DateTimeField(null=True, blank=True)
    show_invitees = models.BooleanField(default=False)
    allow_changes = models.BooleanField(default=True)
    told_deadline = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last deadline that the owner heard has passed."
    )
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Rises with every change.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    seen_version: int | None = None
    """The version that a client acts upon; a write is refused when the calendar has moved on."""

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting_minutes__range=(1, MINUTES_OF_A_DAY)),
                name="a_meeting_takes_a_minute_to_a_day",
            ),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")) | Q(start_date=None) | Q(end_date=None),
                name="a_calendar_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status="finalized", finalized_at__isnull=False)
                | Q(status="open", finalized_at=None),
                name="finalized_calendars_say_when",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="calendars_of_an_owner"),
            models.Index(fields=["deadline"], condition=Q(status="open"), name="open_calendars_by_deadline"),
            models.Index(
                fields=["deadline"], condition=_UNHEARD & Q(status="open"), name="deadlines_still_to_tell"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether slots, invitations and answers may change."""
        return self.status == self.Status.OPEN

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its times are read and shown."""
        return ZoneInfo(self.time_zone)

    @property
    def duration(self) -> timedelta:
        """How long a meeting takes."""
        return timedelta(minutes=self.meeting_minutes)

    @property
    def buffer(self) -> timedelta:
        """How much time lies between two meetings at least."""
        return timedelta(minutes=self.buffer_minutes)

    @staticmethod
    def fetch_times(calendars: "list[Calendar]") -> None:
        """Fetch everybody's times for calendars that are read already."""
        models.prefetch_related_objects(calendars, *_times())

    def has_room_for(self, slot: "Slot") -> bool:
        """Whether a slot of the owner lies within the dates; one that ends at midnight ends that day."""
        first = slot.start.astimezone(self.zone).date()
        last = (slot.end.astimezone(self.zone) - timedelta(microseconds=1)).date()
        return (not self.start_date or self.start_date <= first) and (
            not self.end_date or last <= self.end_date
        )


def _times() -> tuple["models.Prefetch[str]", ...]:
    return (
        models.Prefetch("slots", Slot.objects.of_owner(), to_attr="owner_slots"),
        models.Prefetch("invitations", Invitation.objects.with_answers()),
    )


def _count_of(rows: models.QuerySet[Invitation]) -> Coalesce:
    """Count correlated rows in a subquery, which keeps the outer query free of joins and grouping."""
    counted = rows.values("calendar").annotate(count=models.Count("*")).values("count")
    return Coalesce(models.Subquery(counted, output_field=models.IntegerField()), 0)
