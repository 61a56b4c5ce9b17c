"""Asking a user to be in each other's address books, and answering."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from contacts.models import Contact, ContactRequest
from contacts.services import contacts
from oneonone.errors import DomainError, InvalidFields


class RequestAnswered(DomainError):
    """The request is accepted or declined already."""

    code = "request_answered"
    message = gettext_noop("This request has been answered already.")


def ask(*, sender: User, recipient: User, now: datetime) -> ContactRequest:
    """Send a request. Raises InvalidFields when there is nothing to ask for."""
    _refuse_pointless(sender, recipient)
    try:
        with transaction.atomic():
            return ContactRequest.objects.create(sender=sender, recipient=recipient, created_at=now)
    except IntegrityError:
        # Another request between the two came in between, and is seen now.
        _refuse_pointless(sender, recipient)
        raise


@transaction.atomic
def accept(*, request: ContactRequest, now: datetime) -> None:
    """Put both into each other's address book. Raises RequestAnswered."""
    _answer(request, ContactRequest.Status.ACCEPTED, now)
    contacts.befriend(owner=request.sender, user=request.recipient)
    contacts.befriend(owner=request.recipient, user=request.sender)


def decline(*, request: ContactRequest, now: datetime) -> None:
    """Refuse; the sender may ask again. Raises RequestAnswered."""
    _answer(request, ContactRequest.Status.DECLINED, now)


def withdraw(*, request: ContactRequest) -> None:
    """Take a request back. Raises RequestAnswered."""
    deleted, _ = ContactRequest.objects.pending().filter(pk=request.pk).delete()
    if not deleted:
        raise RequestAnswered


def _answer(request: ContactRequest, status: ContactRequest.Status, now: datetime) -> None:
    pending = ContactRequest.objects.pending().filter(pk=request.pk)
    if not pending.update(status=status, answered_at=now):
        raise RequestAnswered


def _refuse_pointless(sender: User, recipient: User) -> None:
    name = recipient.get_full_name() or recipient.username
    if sender == recipient:
        raise _refusal(gettext("You cannot add yourself."))
    if Contact.objects.owned_by(sender).filter(user=recipient).exists():
        raise _refusal(gettext("%(name)s is already a contact.") % {"name": name})
    pending = ContactRequest.objects.pending()
    if pending.filter(sender=sender, recipient=recipient).exists():
        raise _refusal(gettext("A request to %(name)s was already sent.") % {"name": name})
    if pending.filter(sender=recipient, recipient=sender).exists():
        raise _refusal(gettext("%(name)s has already sent you a request.") % {"name": name})


def _refusal(reason: str) -> InvalidFields:
    return InvalidFields({"non_field_errors": [reason]})
