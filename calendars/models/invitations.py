"""Who is invited to a calendar, and what they said."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from calendars.models.slots import Given, Slot
from calendars.models.suppressions import Suppression
from contacts.models import Contact
from oneonone.fields import validate_time_zone
from oneonone.statements import Whole

NEAR = timedelta(hours=48)
"""How long before a deadline those who are missing are reminded."""

UNASKED_PAUSE = timedelta(hours=36)
"""How long nobody is reminded again without anybody asking for it."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations."""

    def for_user(self, user: User) -> Self:
        """Keep those that reach ``user``: by a linked contact, or by the address that the user has proved."""
        return self.reaching(user.pk, user.proved_email)

    def reaching(self, user: int, email: str | None) -> Self:
        """Keep those that reach the user of an id, whose proved address is ``email``."""
        return self.filter(Q(contact__user=user) | Q(contact__email=email))

    def unanswered(self) -> Self:
        """Keep those that neither answered nor declined."""
        return self.filter(status__in=[Invitation.Status.PENDING, Invitation.Status.ACCEPTED])

    def late(self, now: datetime) -> Self:
        """Keep those missing who have no later deadline of their own, once the calendar's has passed."""
        missing = self.unanswered().exclude(deadline__gt=now)
        return missing.select_related("contact").order_by("contact__first_name", "pk")

    def with_contacts(self) -> Self:
        """Fetch the contacts, and whether they are ``unsubscribed``."""
        return self.select_related("contact").annotate(unsubscribed=_suppression())

    def with_answers(self) -> Self:
        """Fetch the contacts with their users, and the times that they gave."""
        return self.with_contacts().select_related("contact__user").prefetch_related("slots")

    def subscribed(self) -> Self:
        """Leave out those whose address wants no more mail from the owner."""
        return self.exclude(_suppression())

    def with_people(self) -> Self:
        """Fetch who invites whom to what."""
        return self.select_related("calendar__owner", "contact__user")

    def taking_part(self) -> Self:
        """Keep those that have not declined."""
        return self.exclude(status=Invitation.Status.DECLINED)

    def without_meeting(self) -> Self:
        """Leave out those who have a confirmed meeting."""
        return self.exclude(meetings__status="confirmed")

    def before_deadline(self, now: datetime) -> Self:
        """Keep those that may still answer."""
        return self.alias(last_moment=Coalesce("deadline", "calendar__deadline")).filter(
            Q(last_moment=None) | Q(last_moment__gt=now)
        )

    def to_remind(self, now: datetime) -> Self:
        """Keep the missing whose deadline is near, but for those who had a mail not long ago."""
        own = Q(deadline__gt=now, deadline__lte=now + NEAR)
        calendars = Q(deadline=None, calendar__deadline__gt=now, calendar__deadline__lte=now + NEAR)
        reminded_before = Q(reminded_at=None) | Q(
            reminded_at__lt=Coalesce("deadline", "calendar__deadline") - NEAR,
            reminded_at__lte=now - UNASKED_PAUSE,
        )
        missing = self.unanswered().filter(calendar__status="open", invited_at__lte=now - UNASKED_PAUSE)
        # Found by either deadline on its own, as no index serves both; asked again of the row that is locked.
        by_own, by_calendars = (missing.filter(near).order_by().values("pk") for near in (own, calendars))
        missing = missing.without_meeting()  # the owner has set a time for the others without asking
        return missing.filter(own | calendars, reminded_before, pk__in=by_own.union(by_calendars, all=True))

    def waiting(self, now: datetime) -> Self:
        """Keep those whose answer is missing and still taken, the next deadline first."""
        open_to_answers = self.unanswered().before_deadline(now).filter(calendar__status="open")
        return open_to_answers.order_by(F("last_moment").asc(nulls_last=True), "id")


class Invitation(models.Model):
    """One contact on one calendar. Raising ``generation`` revokes the link, which is derived from both."""

    class Status(models.TextChoices):
        """What the invitee has said so far."""

        PENDING = "pending"
        ACCEPTED = "accepted"
        RESPONDED = "responded"
        DECLINED = "declined"

    calendar = models.ForeignKey("Calendar", models.CASCADE, related_name="invitations", db_index=False)
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
        indexes = [
            models.Index(
                fields=["deadline"],
                condition=Q(deadline__isnull=False, status__in=["pending", "accepted"]),
                name="missing_by_own_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def effective_deadline(self) -> datetime | None:
        """Its own deadline, else the calendar's."""
        return self.deadline or self.calendar.deadline

    def is_late(self, now: datetime) -> bool:
        """Whether its deadline is over."""
        return self.effective_deadline is not None and self.effective_deadline <= now

    @cached_property
    def given(self) -> "Iterable[Slot | Given]":
        """The times that the invitee gave, for showing."""
        return self.slots.all()

    @staticmethod
    def of_generation(pk: int, generation: int | None = None) -> "Invitation":
        """Return one with who invites whom to what; DoesNotExist when its link is not of ``generation``."""
        found = _whole.first(pk=pk)
        if found is None or generation not in (None, found.generation):
            raise Invitation.DoesNotExist
        return found

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
    def reading_zone(self) -> str:
        """The zone in which the invitee reads times, where it is known; else the calendar's.

        Accounts that nobody gave a zone are in UTC, which tells nothing.
        """
        user = self.contact.user
        account_zone = user.time_zone if user and user.time_zone != "UTC" else ""
        return self.time_zone or account_zone or self.calendar.time_zone


_whole = Whole(
    lambda pk: Invitation.objects.filter(pk=pk).order_by(),
    ("calendar", "calendar__owner", "contact", "contact__user"),
    pk=models.BigIntegerField(),
)


def _suppression() -> models.Exists:
    owner, email = models.OuterRef("calendar__owner"), models.OuterRef("contact__email")
    return models.Exists(Suppression.objects.filter(owner=owner, email=email))
