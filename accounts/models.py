"""Users, and one row for each log-in."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy, gettext_noop

from oneonone.fields import LowerCaseEmailField, TimeZoneField

USERNAME_TAKEN = gettext_noop("A user with that username already exists.")
EMAIL_TAKEN = gettext_noop("A user with that email already exists.")


class AccountManager(UserManager["User"]):
    """Makes and finds users."""

    use_in_migrations = False

    def named(self, username: str) -> models.QuerySet["User"]:
        """Find by username, ignoring case as the constraint does."""
        return self.alias(username_key=Lower("username")).filter(username_key=username.lower())

    def verified(self) -> models.QuerySet["User"]:
        """Keep the active users whose address is proved."""
        return self.filter(is_active=True, email_verified_at__isnull=False)

    def known_as(self, name: str) -> models.QuerySet["User"]:
        """Find by username or address, ignoring case; what no database can store finds nobody."""
        if not name.isprintable():
            return self.none()
        return self.alias(username_key=Lower("username")).filter(
            models.Q(username_key=name.lower()) | models.Q(email=name)
        )


class User(AbstractUser):
    """A person with an account."""

    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": gettext_lazy(USERNAME_TAKEN)},
    )
    email = LowerCaseEmailField(unique=True, error_messages={"unique": gettext_lazy(EMAIL_TAKEN)})
    email_verified_at = models.DateTimeField(null=True, blank=True)
    time_zone = TimeZoneField()
    picture = models.ImageField(upload_to="pictures/", null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="one_user_per_username",
                violation_error_message=gettext_lazy(USERNAME_TAKEN),
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def email_verified(self) -> bool:
        """Whether the current address has been proved to be theirs."""
        return self.email_verified_at is not None

    @property
    def proved_email(self) -> str | None:
        """The current address, if it has been proved to be theirs."""
        return self.email if self.email_verified else None

    @property
    def must_prove_email(self) -> bool:
        """Whether the address counts for nothing until it is proved: mails in their name to others wait."""
        return settings.REQUIRE_VERIFIED_EMAIL and not self.email_verified


class RefreshSessionQuerySet(models.QuerySet["RefreshSession"]):
    """Reads of sessions."""

    def live(self, now: datetime) -> Self:
        """Keep those that can still be refreshed."""
        return self.filter(revoked_at=None, expires_at__gt=now)

    def opened_by(self, user: User) -> Self:
        """Keep those that ``user`` opened with the present password."""
        return self.filter(user=user, password_digest=user.get_session_auth_hash())

    def expired(self, now: datetime) -> Self:
        """Keep those whose newest token has run out."""
        return self.filter(expires_at__lte=now)


class RefreshSession(models.Model):
    """One log-in: the family of refresh tokens that replace each other, of which only the newest is good.

    Only a digest of the newest token's id is kept, so that the table is worth nothing to a thief. The session
    ends with the password of ``password_digest``, whoever sets another, and how.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="refresh_sessions")
    token_digest = models.CharField(max_length=64)
    password_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True)

    objects = RefreshSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"session {self.pk}"

    @property
    def is_of_present_password(self) -> bool:
        """Whether the user still has the password that the session began with."""
        return self.password_digest == self.user.get_session_auth_hash()


class AttemptCount(models.Model):
    """How often something was tried since ``started_at``; ``key`` tells no outsider what, or from where."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    started_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class KeptAnswer(models.Model):
    """What a request that names itself by a key was answered, for when it is repeated."""

    user = models.ForeignKey(User, models.CASCADE, related_name="kept_answers", db_index=False)
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    etag = models.CharField(max_length=64, blank=True, db_default="")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return f"answer {self.pk}"
