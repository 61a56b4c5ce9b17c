"""What others are told when an owner closes the account."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from calendars import emails
from calendars.models import Calendar, Invitation, Meeting
from calendars.services import invitations, meetings
from mail import outbox


@transaction.atomic
def take_leave(*, user: User, now: datetime) -> None:
    """Cancel by mail the coming meetings of a user's calendars, which go with the account.

    The user's meetings on other people's calendars stay: those invite an address, not an account.
    """
    # Locked as by every other write, so that nothing is confirmed or mailed between this and the deletion.
    calendars = list(Calendar.objects.owned_by(user).order_by("pk").locked())
    invitations.forget(Invitation.objects.filter(calendar__in=calendars))
    outbox.drop(emails.subjects_for_owner(calendars))
    meetings.call_off(Meeting.objects.filter(owner=user).coming(now).with_people(), now=now)
