"""A calendar, its invitations, everybody's slots, and the meetings that come of them."""

from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from contacts.models import Contact
from oneonone.fields import TimeZoneField, validate_time_zone

MINUTES_OF_A_DAY = 24 * 60


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Reads of calendars."""

    def owned_by(self, user: User) -> Self:
        """Keep those of ``user``."""
        return self.filter(owner=user)

    def collecting(self) -> Self:
        """Keep the open ones, the next deadline first."""
        return self.filter(status=Calendar.Status.OPEN).order_by(F("deadline").asc(nulls_last=True), "id")

    def with_counts(self) -> Self:
        """Add ``invited_count`` and ``responded_count``."""
        invitations = Invitation.objects.filter(calendar=models.OuterRef("pk")).order_by()
        return self.annotate(
            invited_count=_count_of(invitations),
            responded_count=_count_of(invitations.filter(status=Invitation.Status.RESPONDED)),
        )

    def with_everything(self) -> Self:
        """Add the counts and fetch what a calendar's detail shows, in a constant number of queries."""
        return (
            self.with_counts()
            .select_related("owner")
            .prefetch_related(
                models.Prefetch("slots", Slot.objects.of_owner(), to_attr="owner_slots"),
                models.Prefetch(
                    "invitations",
                    Invitation.objects.select_related("contact__user").prefetch_related("slots"),
                ),
            )
        )

    def locked(self) -> Self:
        """Lock the rows until the transaction ends; every write with a rule begins here."""
        return self.select_for_update(of=("self",), no_key=True)


class Calendar(models.Model):
    """One round of one-on-ones."""

    class Status(models.TextChoices):
        """Whether times are still collected."""

        OPEN = "open"
        FINALIZED = "finalized"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendars")
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
        indexes = [models.Index(fields=["owner", "-created_at"], name="calendars_of_an_owner")]

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

    def has_room_for(self, slot: "Slot") -> bool:
        """Whether a slot of the owner lies within the dates; one that ends at midnight ends that day."""
        first = slot.start.astimezone(self.zone).date()
        last = (slot.end.astimezone(self.zone) - timedelta(microseconds=1)).date()
        return (not self.start_date or self.start_date <= first) and (
            not self.end_date or last <= self.end_date
        )


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations."""

    def for_user(self, user: User) -> Self:
        """Keep those that reach ``user``: by a linked contact, or by the address that the user has proved."""
        reached = Q(contact__user=user)
        if user.email_verified:
            reached |= Q(contact__email=user.email)
        return self.filter(reached)

    def unanswered(self) -> Self:
        """Keep those that neither answered nor declined."""
        return self.filter(status__in=[Invitation.Status.PENDING, Invitation.Status.ACCEPTED])

    def with_answers(self) -> Self:
        """Fetch the contacts and the times that they gave."""
        return self.select_related("contact__user").prefetch_related("slots")

    def as_invitees_see(self) -> Self:
        """Fetch what an invitee is shown: the owner and their times, the own answer, the meeting."""
        return self.select_related("contact__user", "calendar__owner").prefetch_related(
            "slots",
            models.Prefetch("calendar__slots", Slot.objects.of_owner(), to_attr="owner_slots"),
            models.Prefetch("meetings", Meeting.objects.mailed(), to_attr="mailed_meetings"),
        )

    def taking_part(self) -> Self:
        """Keep those that have not declined."""
        return self.exclude(status=Invitation.Status.DECLINED)

    def before_deadline(self, now: datetime) -> Self:
        """Keep those that may still answer."""
        return self.alias(last_moment=Coalesce("deadline", "calendar__deadline")).filter(
            Q(last_moment=None) | Q(last_moment__gt=now)
        )

    def waiting(self, now: datetime) -> Self:
        """Keep those whose answer is missing and still taken, the next deadline first."""
        open_to_answers = self.unanswered().before_deadline(now).filter(calendar__status=Calendar.Status.OPEN)
        return open_to_answers.order_by(F("last_moment").asc(nulls_last=True), "id")


class Invitation(models.Model):
    """One contact on one calendar. Raising ``generation`` revokes the link, which is derived from both."""

    class Status(models.TextChoices):
        """What the invitee has said so far."""

        PENDING = "pending"
        ACCEPTED = "accepted"
        RESPONDED = "responded"
        DECLINED = "declined"

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(Contact, models.RESTRICT, related_name="invitations")
    generation = models.PositiveIntegerField(default=1, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    deadline = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True, max_length=2000)
    time_zone = models.CharField(max_length=64, blank=True, validators=[validate_time_zone])

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "contact"], name="one_invitation_per_contact"),
            models.CheckConstraint(
                condition=Q(responded_at__isnull=False) | ~Q(status="responded"),
                name="an_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def effective_deadline(self) -> datetime | None:
        """Its own deadline, else the calendar's."""
        return self.deadline or self.calendar.deadline

    @property
    def has_answered(self) -> bool:
        """Whether its slots are the invitee's answer."""
        return self.status == self.Status.RESPONDED

    @property
    def has_declined(self) -> bool:
        """Whether the invitee takes no part."""
        return self.status == self.Status.DECLINED

    @property
    def is_missing(self) -> bool:
        """Whether the owner still waits for an answer."""
        return not (self.has_answered or self.has_declined)

    @property
    def meeting(self) -> "Meeting | None":
        """The newest meeting that the invitee knows of; fetched by ``as_invitees_see()``."""
        meetings: list[Meeting] = self.mailed_meetings  # type: ignore[attr-defined]
        return meetings[0] if meetings else None

    @property
    def reading_zone(self) -> str:
        """The zone in which the invitee reads times, where it is known; else the calendar's.

        Accounts that nobody gave a zone are in UTC, which tells nothing.
        """
        user = self.contact.user
        account_zone = user.time_zone if user and user.time_zone != "UTC" else ""
        return self.time_zone or account_zone or self.calendar.time_zone


class SlotQuerySet(models.QuerySet["Slot"]):
    """Reads of slots."""

    def of_owner(self) -> Self:
        """Keep the owner's."""
        return self.filter(invitation=None)


class Slot(models.Model):
    """A half-open time ``[start, end)`` that suits the owner (``invitation`` is null) or an invitee."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="slots")
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, blank=True, related_name="slots")
    start = models.DateTimeField()
    end = models.DateTimeField()
    preference = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(3)], help_text="1 to 3; 3 suits best."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_slot_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(preference__range=(1, 3)), name="a_preference_is_1_to_3"),
        ]
        indexes = [models.Index(fields=["calendar", "invitation", "start"], name="slots_of_a_party")]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reads of meetings."""

    def confirmed(self) -> Self:
        """Keep those that take place."""
        return self.filter(status=Meeting.Status.CONFIRMED)

    def tentative(self) -> Self:
        """Keep those of the draft."""
        return self.filter(status=Meeting.Status.TENTATIVE)

    def mailed(self) -> Self:
        """Keep those that their invitees know of, the newest first."""
        return self.exclude(status=Meeting.Status.TENTATIVE).order_by("-pk")

    def standing(self) -> Self:
        """Keep those that are not cancelled."""
        return self.exclude(status=Meeting.Status.CANCELLED)

    def coming(self, now: datetime) -> Self:
        """Keep those that take place and are not over."""
        return self.confirmed().filter(end__gt=now)

    def attended_by(self, user: User) -> Self:
        """Keep those to which ``user`` is invited."""
        return self.filter(invitation__in=Invitation.objects.for_user(user))

    def near(self, meeting: "Meeting") -> Self:
        """Keep those of its calendar that leave it no room, the buffer counted."""
        buffer = meeting.calendar.buffer
        return self.filter(
            calendar=meeting.calendar, start__lt=meeting.end + buffer, end__gt=meeting.start - buffer
        )

    def with_contacts(self) -> Self:
        """Fetch whom they are with."""
        return self.select_related("invitation__contact")

    def with_people(self) -> Self:
        """Fetch what a mail about a meeting tells."""
        return self.select_related(
            "calendar__owner", "invitation__calendar__owner", "invitation__contact__user"
        )

    def blocking(self, calendar: Calendar) -> Self:
        """Keep the owner's confirmed meetings in other calendars: their times are taken."""
        return self.confirmed().filter(owner=calendar.owner_id).exclude(calendar=calendar)


class Meeting(models.Model):
    """One invitee at one time. ``sequence`` rises with each change that is mailed (RFC 5545, SEQUENCE)."""

    class Status(models.TextChoices):
        """Whether it takes place."""

        TENTATIVE = "tentative"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="meetings", help_text="The calendar's."
    )
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="meetings")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="meetings")
    start = models.DateTimeField()
    end = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.TENTATIVE)
    owner_preference = models.PositiveSmallIntegerField()
    invitee_preference = models.PositiveSmallIntegerField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_meeting_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["invitation"], condition=~Q(status="cancelled"), name="one_meeting_per_invitation"
            ),
        ]
        indexes = [
            models.Index(fields=["calendar", "start"], name="meetings_of_a_calendar"),
            models.Index(fields=["owner", "start"], name="meetings_of_an_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} UTC"


def _count_of(rows: models.QuerySet[Invitation]) -> Coalesce:
    """Count correlated rows in a subquery, which keeps the outer query free of joins and grouping."""
    counted = rows.values("calendar").annotate(count=models.Count("pk")).values("count")
    return Coalesce(models.Subquery(counted, output_field=models.IntegerField()), 0)
