"""Adding, changing, linking and removing contacts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext, ngettext

from accounts import pictures
from accounts.models import User
from contacts.models import EMAIL_TAKEN, Contact
from oneonone import hooks
from oneonone.errors import DomainError, InvalidFields

NAMED_CALENDARS = 3


class ContactInUse(DomainError):
    """The contact is on calendars that still collect times."""

    code = "contact_in_use"

    def __init__(self, contact: Contact, calendars: list[str]) -> None:
        named = ", ".join(f"“{name}”" for name in calendars[:NAMED_CALENDARS])
        more = len(calendars) - NAMED_CALENDARS
        sentence = gettext("%(name)s is invited to %(calendars)s. Remove the invitation first.")
        if more > 0:
            sentence = ngettext(
                "%(name)s is invited to %(calendars)s and %(count)s more. Remove the invitation first.",
                "%(name)s is invited to %(calendars)s and %(count)s more. Remove the invitation first.",
                more,
            )
        super().__init__(sentence % {"name": contact.full_name, "calendars": named, "count": more})


def add(*, owner: User, email: str, picture: bytes | None = None, **names: Any) -> Contact:
    """Put somebody into the address book. Raises InvalidFields when the address is in it already.

    Whoever was there before and is archived comes back as the same contact under the new names, so that one
    person is never invited twice to a calendar that is opened again.
    """
    with pictures.replacing(None, picture) as name, transaction.atomic():
        fields = {**names, "user": known_user(owner, email), "picture": name or None}
        former = Contact.objects.filter(owner=owner, email=email).archived().order_by("-archived_at", "-id")
        revived = former.select_for_update().first()
        if revived:
            return _store(revived, archived_at=None, **fields)
        with _one_contact_per_email():
            return Contact.objects.create(owner=owner, email=email, **fields)


def change(*, contact: Contact, now: datetime, **fields: Any) -> Contact:
    """Change columns, given by name. Raises InvalidFields when another contact has the new address.

    With another address it is another person: the link to a user goes with the old one, and the apps above
    are asked what becomes of what was sent there.
    """
    if "picture" not in fields:
        return _change(contact, fields, now)
    with pictures.replacing(contact.picture.name, fields["picture"]) as name:
        return _change(contact, fields | {"picture": name or None}, now)


@transaction.atomic
def remove(*, contact: Contact, now: datetime) -> None:
    """Delete a contact; archive it when finalized calendars mention it.

    Raises ContactInUse when an open calendar does. The contact is locked before its invitations are read, so
    that one that is being invited this moment is seen.
    """
    locked = Contact.objects.alive().select_for_update().filter(pk=contact.pk).first()
    if locked is None:
        return
    invitations = locked.invitations.order_by("calendar__name", "calendar_id")
    calendars = list(invitations.filter(calendar__status="open").values_list("calendar__name", flat=True))
    if calendars:
        raise ContactInUse(locked, calendars)
    if invitations.exists():
        _store(locked, archived_at=now)
        return
    locked.delete()
    transaction.on_commit(partial(pictures.discard, locked.picture.name))


@transaction.atomic
def befriend(*, owner: User, user: User) -> Contact:
    """Make ``user`` a linked contact of ``owner``: the entry of that user or address, else a new one.

    An entry of an address that the user has only claimed may be somebody else's, with invitations that are
    not for the user to see: it is left alone, and linked when the address is proved.
    """
    entries = Contact.objects.filter(
        Q(user=user, archived_at=None) | Q(email=user.email), owner=owner
    ).select_for_update()
    if user.must_prove_email:
        entries = entries.alive()
    # The living before the archived, and one that is linked already before one that only has the address.
    known = sorted(entries, key=lambda entry: (entry.archived_at is not None, entry.user_id != user.pk))
    if known and user.must_prove_email:
        return known[0]
    if known:
        return _store(known[0], user=user, archived_at=None)
    with _one_contact_per_email():
        return Contact.objects.create(
            owner=owner,
            user=user,
            email=user.email,
            first_name=user.first_name or user.username,
            last_name=user.last_name,
        )


def link_user(*, user: User) -> None:
    """Link every entry of the address that ``user`` has just proved."""
    Contact.objects.filter(email=user.email, user=None).exclude(owner=user).update(user=user)


def discard_pictures(*, user: User, now: datetime) -> None:  # noqa: ARG001 - the hook's signature
    """Delete the pictures in an address book that goes with its owner's account."""
    names = list(user.contacts.exclude(picture=None).values_list("picture", flat=True))
    for name in names:
        transaction.on_commit(partial(pictures.discard, name))


def known_user(owner: User, email: str) -> User | None:
    """Return the user, other than the owner, who has proved an address."""
    return User.objects.verified().filter(email=email).exclude(pk=owner.pk).first()


@transaction.atomic
def _change(contact: Contact, fields: dict[str, Any], now: datetime) -> Contact:
    email = fields.get("email", contact.email)
    if email != contact.email:
        hooks.call(settings.CONTACT_ADDRESS_HOOKS, contact=contact, email=email, now=now)
        fields = fields | {"user": known_user(contact.owner, email)}
    return _store(contact, **fields)


def _store(contact: Contact, **fields: Any) -> Contact:
    with _one_contact_per_email():
        Contact.objects.filter(pk=contact.pk).update(**fields)
    for name, value in fields.items():
        setattr(contact, name, value)
    return contact


@contextmanager
def _one_contact_per_email() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise InvalidFields({"email": [gettext(EMAIL_TAKEN)]}) from error
