"""Adding many contacts at once, in a number of queries that does not depend on theirs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from contacts.importing.rows import Row, Skipped
from contacts.models import Contact


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an import, row by row."""

    created: list[Contact]
    skipped: list[Skipped]


@transaction.atomic
def add_all(*, owner: User, rows: Sequence[Row], unfit: Sequence[Skipped]) -> Report:
    """Add the rows whose address is new; archived contacts come back under their new names.

    The report tells of the ``unfit`` lines too, which were found before.
    """
    emails = {row.email for row in rows}
    entries = Contact.objects.filter(owner=owner, email__in=emails).select_for_update()
    known = {entry.email for entry in entries if entry.archived_at is None}
    former = {entry.email: entry for entry in entries if entry.archived_at is not None}
    users = User.objects.verified().filter(email__in=emails).exclude(pk=owner.pk).in_bulk(field_name="email")
    wanted: dict[str, Contact] = {}
    skipped = list(unfit)
    for row in rows:
        if row.email in known:
            skipped.append(Skipped.of(row, gettext("This address is in your contacts already.")))
        elif row.email in wanted:
            skipped.append(Skipped.of(row, gettext("This address stands further up already.")))
        else:
            contact = former.get(row.email) or Contact(owner=owner, email=row.email)
            wanted[row.email] = _filled(contact, row, users.get(row.email))
    _store(list(wanted.values()))
    created = Contact.objects.owned_by(owner).filter(email__in=wanted)
    places = {email: place for place, email in enumerate(wanted)}
    return Report(
        created=sorted(created, key=lambda contact: places[contact.email]),
        skipped=sorted(skipped, key=lambda skip: skip.line),
    )


def _filled(contact: Contact, row: Row, user: User | None) -> Contact:
    contact.first_name, contact.last_name = row.first_name, row.last_name
    contact.user, contact.archived_at = user, None
    return contact


def _store(contacts: list[Contact]) -> None:
    Contact.objects.bulk_update(
        [contact for contact in contacts if contact.pk], ["first_name", "last_name", "user", "archived_at"]
    )
    # Somebody may have added one of the addresses by hand this moment: the entry that is there stays.
    Contact.objects.bulk_create([contact for contact in contacts if not contact.pk], ignore_conflicts=True)
