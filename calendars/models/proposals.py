"""Other times that are asked for."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from calendars.models.meetings import Meeting


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of proposals."""

    def pending(self) -> Self:
        """Keep those that nobody has answered."""
        return self.filter(status=Proposal.Status.PENDING)

    def with_meeting(self) -> Self:
        """Fetch the meeting and whose it is."""
        return self.select_related(
            "meeting__owner", "meeting__calendar__owner", "meeting__invitation__contact__user"
        )


class Proposal(models.Model):
    """Another time for a confirmed meeting, asked for by one of the two."""

    class Side(models.TextChoices):
        """Who asks."""

        OWNER = "owner"
        INVITEE = "invitee"

    class Status(models.TextChoices):
        """What the other one has said."""

        PENDING = "pending"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="proposals")
    side = models.CharField(max_length=10, choices=Side)
    start = models.DateTimeField()
    end = models.DateTimeField()
    message = models.TextField(blank=True, max_length=2000)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_proposal_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(status="pending"), name="one_pending_proposal_per_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_of_owner(self) -> bool:
        """Whether the owner asks, and the invitee answers."""
        return self.side == self.Side.OWNER
