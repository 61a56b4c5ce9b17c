"""What a new address of a contact means to the calendars that wait for the contact's answer."""

from datetime import datetime

from django.db import transaction

from calendars import emails
from calendars.models import Calendar, Invitation
from calendars.services import postage
from calendars.services.invitations import renew_link
from calendars.services.locks import lock
from contacts.models import Contact
from contacts.services.contacts import ContactInUse


@transaction.atomic
def follow(*, contact: Contact, email: str, now: datetime) -> None:
    """Mail new links to the new address; the links that went to the former one are dead.

    Raises ContactInUse where something was said by the former address already, as it may be another person's,
    and TooManyMails.
    """
    waiting = Calendar.objects.filter(invitations__contact=contact, status=Calendar.Status.OPEN)
    calendars = {each.pk: lock(each, now=now) for each in waiting.order_by("pk")}
    invitations = list(contact.invitations.filter(calendar__in=calendars).select_related("contact__user"))
    answered = [each for each in invitations if each.status != Invitation.Status.PENDING]
    if answered:
        raise ContactInUse(contact, sorted(calendars[each.calendar_id].name for each in answered))
    for invitation in invitations:
        invitation.calendar, invitation.contact.email = calendars[invitation.calendar_id], email
        renew_link(invitation, now=now)
    postage.post((emails.invitation(each, now=now) for each in invitations), by=contact.owner, now=now)
