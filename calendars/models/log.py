"""What happened to a calendar."""

from django.db import models

from calendars.models.calendars import Calendar
from calendars.models.invitations import Invitation


class LogEntry(models.Model):
    """One thing that somebody did. Rows are only ever added, in the transaction of what they tell."""

    class Actor(models.TextChoices):
        """On which side it was done."""

        OWNER = "owner"
        INVITEE = "invitee"
        SYSTEM = "system"

    class Action(models.TextChoices):
        """What was done."""

        CREATED = "created"
        CHANGED = "changed"
        TIMES_CHANGED = "times_changed"
        INVITED = "invited"
        REVOKED = "revoked"
        RESENT = "resent"
        EXTENDED = "extended"
        REMINDED = "reminded"
        ACCEPTED = "accepted"
        ANSWERED = "answered"
        DECLINED = "declined"
        DRAFTED = "drafted"
        CONFIRMED = "confirmed"
        FINALIZED = "finalized"
        MOVED = "moved"
        CANCELLED = "cancelled"
        PROPOSED = "proposed"
        PROPOSAL_ACCEPTED = "proposal_accepted"
        PROPOSAL_DECLINED = "proposal_declined"
        PROPOSAL_WITHDRAWN = "proposal_withdrawn"
        REPAIRED = "repaired"
        REOPENED = "reopened"

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="log", db_index=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=10, choices=Actor)
    action = models.CharField(max_length=20, choices=Action)
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Whom it is about."
    )
    person = models.CharField(
        max_length=310, blank=True, help_text="The name of whom it is about, as it was."
    )
    start = models.DateTimeField(null=True, blank=True, help_text="When the meeting in question starts.")
    count = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many people or times.")

    class Meta:
        verbose_name_plural = "log entries"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["calendar", "-at", "-id"], name="log_of_a_calendar")]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor}"
