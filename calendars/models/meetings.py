"""Who meets the owner when."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from calendars.models.invitations import Invitation

if TYPE_CHECKING:
    from calendars.models.calendars import Calendar

LONGEST = timedelta(days=1)
"""What a meeting takes at most."""

FEED_MEMORY = timedelta(days=30)
FEED_LENGTH = 1000


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reads of meetings."""

    def confirmed(self) -> Self:
        """Keep those that take place."""
        return self.filter(status=Meeting.Status.CONFIRMED)

    def tentative(self) -> Self:
        """Keep those of the draft."""
        return self.filter(status=Meeting.Status.TENTATIVE)

    def standing(self) -> Self:
        """Keep those that are not cancelled."""
        return self.exclude(status=Meeting.Status.CANCELLED)

    def coming(self, now: datetime) -> Self:
        """Keep those that take place and are not over."""
        return self.confirmed().ending_after(now)

    def ending_after(self, moment: datetime) -> Self:
        """Keep those that are not over then; said of the start too, which the indexes are by."""
        return self.filter(end__gt=moment, start__gt=moment - LONGEST)

    def attended_by(self, user: User) -> Self:
        """Keep those to which ``user`` is invited."""
        return self.filter(invitation__in=Invitation.objects.for_user(user))

    def of_feed(self, user: User, now: datetime) -> Self:
        """Keep the meetings of ``user``, on either side, that a calendar program should show."""
        recent = self.confirmed().ending_after(now - FEED_MEMORY)
        sides = recent.filter(owner=user), recent.attended_by(user)
        ids = [pk for side in sides for pk in side.values_list("pk", flat=True)[:FEED_LENGTH]]
        return recent.with_people().filter(pk__in=ids)

    def with_contacts(self) -> Self:
        """Fetch whom they are with."""
        return self.select_related("invitation__contact")

    def with_people(self) -> Self:
        """Fetch what a mail about a meeting tells."""
        return self.select_related(
            "calendar__owner", "invitation__calendar__owner", "invitation__contact__user"
        )

    def blocking(self, calendar: "Calendar") -> Self:
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
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="meetings",
        db_index=False,
        help_text="The calendar's.",
    )
    calendar = models.ForeignKey("Calendar", models.CASCADE, related_name="meetings", db_index=False)
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

    @property
    def is_tentative(self) -> bool:
        """Whether it is only part of the draft."""
        return self.status == self.Status.TENTATIVE

    @property
    def is_confirmed(self) -> bool:
        """Whether it takes place."""
        return self.status == self.Status.CONFIRMED
