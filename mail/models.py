"""The outbox's one table."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

PATIENCE = timedelta(hours=48)
"""From when a mail is first due until it is given up."""


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Reads of mails."""

    def unsent(self) -> Self:
        """Keep those that are held, wait or are being sent."""
        states = OutgoingMail.State
        return self.filter(state__in=[states.HELD, states.QUEUED, states.LEASED])

    def held(self) -> Self:
        """Keep those that must not be sent yet."""
        return self.filter(state=OutgoingMail.State.HELD)

    def settled(self) -> Self:
        """Keep those of which nothing more will be heard."""
        states = OutgoingMail.State
        return self.filter(state__in=[states.SENT, states.FAILED, states.SUPERSEDED])

    def due(self, now: datetime) -> Self:
        """Keep those that may be sent and whose time has come, oldest first."""
        sendable = self.filter(state__in=[OutgoingMail.State.QUEUED, OutgoingMail.State.LEASED])
        return sendable.filter(due_at__lte=now).order_by("due_at", "id")

    def newest(self) -> Self:
        """Leave out those that a later mail about the same thing has overtaken."""
        later = OutgoingMail.objects.filter(subject_key=OuterRef("subject_key"), pk__gt=OuterRef("pk"))
        return self.filter(Q(subject_key="") | ~Exists(later))

    def lag(self, now: datetime) -> timedelta:
        """Return how long a due mail has been waiting at most: what a health check watches.

        One whose attempts all ended without a word waits since it was first due. What a mail server puts off
        waits for that server, not for us.
        """
        oldest = self.due(now).values_list("due_at", flat=True).first()
        unheard = self.filter(state=OutgoingMail.State.LEASED, lease_until__lte=now, last_error="")
        giving_up = unheard.order_by("give_up_at").values_list("give_up_at", flat=True).first()
        return max(
            now - oldest if oldest else timedelta(0),
            now - giving_up + PATIENCE if giving_up else timedelta(0),
        )


class OutgoingMail(models.Model):
    """A mail to be sent, stored in the transaction of the fact it tells.

    ``context`` fills ``templates/emails/<template>.*`` and holds no secret: links are derived while
    it is rendered. ``subject_key`` names what the mail is about and for whom (``meeting:40:invitee``):
    a newer mail with the same key supersedes one that still waits. ``due_at`` is the next attempt, also
    while one lasts of which nothing may be heard, and ``give_up_at`` the end of all attempts.
    ``hold_key`` names what a held mail waits for (``user:12``).
    """

    class State(models.TextChoices):
        """Where a mail is on its way."""

        HELD = "held"
        QUEUED = "queued"
        LEASED = "leased"
        SENT = "sent"
        FAILED = "failed"
        SUPERSEDED = "superseded"

    dedupe_key = models.CharField(max_length=200)
    subject_key = models.CharField(max_length=200, blank=True)
    hold_key = models.CharField(max_length=50, blank=True)
    to_name = models.CharField(max_length=310, blank=True)
    to_email = models.EmailField()
    reply_to_name = models.CharField(max_length=310, blank=True)
    reply_to_email = models.EmailField(blank=True)
    template = models.CharField(max_length=50)
    context = models.JSONField(default=dict)
    calendar_file = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_id = models.UUIDField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "outgoing mail"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], name="one_mail_per_dedupe_key"),
            models.CheckConstraint(
                condition=Q(state="leased", lease_until__isnull=False, lease_id__isnull=False)
                | ~Q(state="leased"),
                name="a_leased_mail_has_a_lease",
            ),
            models.CheckConstraint(condition=~Q(state="held", hold_key=""), name="a_held_mail_says_what_for"),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state__in=["queued", "leased"]),
                name="mail_still_to_send",
            ),
            models.Index(
                fields=["calendar_method", "created_at"],
                condition=Q(state__in=["sent", "failed", "superseded"]),
                name="mail_settled",
            ),
            models.Index(fields=["subject_key"], name="mail_about"),
            models.Index(fields=["hold_key"], condition=Q(state="held"), name="mail_held_for"),
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.to_email}"
