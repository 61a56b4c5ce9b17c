"""Every write to the address book that follows a rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from contacts.models import Contact
from oneonone.errors import DomainError, InvalidFields

NAMED_CALENDARS = 3


class ContactInUse(DomainError):
    """The contact is on calendars that still collect times."""

    code = "contact_in_use"

    def __init__(self, contact: Contact, calendars: list[str]) -> None:
        named = ", ".join(f"“{name}”" for name in calendars[:NAMED_CALENDARS])
        more = len(calendars) - NAMED_CALENDARS
        super().__init__(
            f"{contact.full_name} is invited to {named}{f' and {more} more' if more > 0 else ''}. "
            "Remove the invitation first."
        )


@transaction.atomic
def add(*, owner: User, email: str, **names: Any) -> Contact:
    """Put somebody into the address book. Raises InvalidFields when the address is in it already.

    Whoever was there before and is archived comes back as the same contact under the new names, so that one
    person is never invited twice to a calendar that is opened again.
    """
    former = Contact.objects.filter(owner=owner, email=email).archived().order_by("-archived_at", "-id")
    revived = former.select_for_update().first()
    if revived:
        return change(contact=revived, archived_at=None, **names)
    with _one_contact_per_email():
        return Contact.objects.create(owner=owner, email=email, **names)


@transaction.atomic
def change(*, contact: Contact, **fields: Any) -> Contact:
    """Change columns, given by name. Raises InvalidFields when another contact has the new address."""
    with _one_contact_per_email():
        Contact.objects.filter(pk=contact.pk).update(**fields)
    for name, value in fields.items():
        setattr(contact, name, value)
    return contact


@transaction.atomic
def remove(*, contact: Contact, now: datetime) -> None:
    """Delete a contact; archive it when finalized calendars mention it.

    Raises ContactInUse when an open calendar does. The contact is locked before its invitations are read, so
    that one that is being invited this moment is seen.
    """
    locked = Contact.objects.select_for_update().filter(pk=contact.pk, archived_at=None).first()
    if locked is None:
        return
    invitations = locked.invitations.order_by("calendar__name", "calendar_id")
    calendars = list(invitations.filter(calendar__status="open").values_list("calendar__name", flat=True))
    if calendars:
        raise ContactInUse(locked, calendars)
    if invitations.exists():
        change(contact=locked, archived_at=now)
    else:
        locked.delete()


@contextmanager
def _one_contact_per_email() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise InvalidFields({"email": ["A contact with this email already exists."]}) from error
