"""Wanting no more mail from an owner, and wanting it again."""

from contextlib import suppress
from datetime import datetime

from calendars.models import Invitation, Suppression
from calendars.services import answers
from contacts.models import Contact
from oneonone.errors import DomainError


def stop(*, contact: Contact, now: datetime) -> None:
    """Send no more invitations and reminders of this owner to this address, and decline what waits for it."""
    Suppression.objects.bulk_create(
        [Suppression(owner=contact.owner, email=contact.email, created_at=now)], ignore_conflicts=True
    )
    waiting = Invitation.objects.filter(contact=contact).waiting(now).select_related("calendar__owner")
    for invitation in waiting:
        with suppress(DomainError, Invitation.DoesNotExist):  # it was answered or finalized this moment
            answers.decline(invitation=invitation, now=now)


def resume(*, contact: Contact) -> None:
    """Let the owner ask this address again; what was declined stays so until its invitee comes back."""
    Suppression.objects.filter(owner=contact.owner, email=contact.email).delete()
