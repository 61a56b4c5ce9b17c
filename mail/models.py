"""The outbox's one table."""

from django.db import models


class OutgoingMail(models.Model):
    """A mail to be sent, stored in the transaction of the fact it tells.

    ``context`` fills ``templates/emails/<template>.*`` and holds no secret: links are derived while
    it is rendered. ``subject_key`` names what the mail is about (``meeting:40``): a newer mail about the
    same thing supersedes one that still waits.
    """

    class State(models.TextChoices):
        """Where a mail is on its way."""

        QUEUED = "queued"
        LEASED = "leased"
        SENT = "sent"
        FAILED = "failed"
        SUPERSEDED = "superseded"

    dedupe_key = models.CharField(max_length=200)
    subject_key = models.CharField(max_length=200, blank=True)
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
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_id = models.UUIDField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "outgoing mail"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], name="one_mail_per_dedupe_key"),
            models.CheckConstraint(
                condition=models.Q(state="leased", lease_until__isnull=False, lease_id__isnull=False)
                | ~models.Q(state="leased"),
                name="a_leased_mail_has_a_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["queued", "leased"]),
                name="mail_still_to_send",
            ),
            models.Index(fields=["subject_key"], name="mail_about"),
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.to_email}"
