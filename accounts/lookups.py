"""What mails about accounts are asked once more when they are about to be sent."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from mail.lookups import NOTHING, Fresh
from mail.models import OutgoingMail


def reset_password(mail: OutgoingMail, *, now: datetime) -> Fresh | None:  # noqa: ARG001 - as all are called
    """Add nothing to a link, derived in the template, that opens an account."""
    return NOTHING if _addressed(mail).exists() else None


def verify_address(mail: OutgoingMail, *, now: datetime) -> Fresh | None:  # noqa: ARG001 - as all are called
    """Add nothing to a link, derived in the template, that proves what nobody has proved yet."""
    return NOTHING if _addressed(mail).filter(email_verified_at=None).exists() else None


def _addressed(mail: OutgoingMail) -> QuerySet[User]:
    # A link that goes to another address than the account's is dead.
    return User.objects.filter(pk=mail.context["user"], email=mail.context["email"], is_active=True)
