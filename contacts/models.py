"""The owner's address book."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import User
from oneonone.fields import LowerCaseEmailField

EMAIL_TAKEN = gettext_noop("A contact with this email already exists.")


class ContactQuerySet(models.QuerySet["Contact"]):
    """Reads of contacts."""

    def owned_by(self, user: User) -> Self:
        """Keep those of ``user`` that are not archived."""
        return self.filter(owner=user).alive()

    def alive(self) -> Self:
        """Keep those that are not archived."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        """Keep those that were removed but that finished calendars still mention."""
        return self.filter(archived_at__isnull=False)


class Contact(models.Model):
    """Somebody whom the owner may invite; linked to a user when that user is known to be the same person."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="contacts")
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150, blank=True)
    email = LowerCaseEmailField()
    picture = models.ImageField(upload_to="pictures/", null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="contact_entries"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["first_name", "last_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "email"],
                condition=models.Q(archived_at=None),
                name="one_contact_per_email",
                violation_error_message=gettext_lazy(EMAIL_TAKEN),
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="contacts_of_an_address"),
            models.Index(
                fields=["owner", "first_name", "last_name", "id"],
                condition=models.Q(archived_at=None),
                name="contacts_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    """Reads of contact requests."""

    def seen_by(self, user: User) -> Self:
        """Keep those that ``user`` sent or received, with the ``direction`` as that user sees it."""
        incoming, outgoing = map(models.Value, ["incoming", "outgoing"])
        direction = models.Case(models.When(sender=user, then=outgoing), default=incoming)
        theirs = self.filter(models.Q(sender=user) | models.Q(recipient=user))
        return theirs.annotate(direction=direction).select_related("sender", "recipient")

    def pending(self) -> Self:
        """Keep those that nobody has answered."""
        return self.filter(status=ContactRequest.Status.PENDING)


class ContactRequest(models.Model):
    """A user asks another to be in each other's address books."""

    class Status(models.TextChoices):
        """What the recipient has said so far."""

        PENDING = "pending"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    class Direction(models.TextChoices):
        """Which way it goes, as one of the two sees it."""

        INCOMING = "incoming"
        OUTGOING = "outgoing"

    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sent_requests")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="received_requests")
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                Least("sender", "recipient"),
                Greatest("sender", "recipient"),
                condition=models.Q(status="pending"),
                name="one_pending_request_per_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("recipient")), name="nobody_asks_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
