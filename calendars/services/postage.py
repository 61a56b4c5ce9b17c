"""Post mails that somebody can cause again and again: each is counted, and a flood of them refused."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from accounts.models import User
from accounts.services import allowances
from accounts.services.allowances import TooManyMails
from calendars.models import Calendar, Invitation
from mail import outbox
from mail.models import OutgoingMail


def post(mails: Iterable[OutgoingMail], *, by: User, now: datetime) -> None:
    """Post what an owner sends to invitees. Raises TooManyMails."""
    drafts = list(mails)
    allowances.spend(user=by, addresses=[mail.to_email for mail in drafts], now=now)
    outbox.post(drafts)


def post_anyway(mails: Iterable[OutgoingMail], *, by: User, now: datetime) -> None:
    """Post what invitees must be told, however many mails the owner has sent; it counts all the same."""
    drafts = list(mails)
    allowances.count(user=by, addresses=[mail.to_email for mail in drafts], now=now)
    outbox.post(drafts)


def post_to_owner(mail: OutgoingMail, *, by: Invitation, now: datetime) -> None:
    """Post what an invitee writes to the owner. Raises TooManyMails."""
    allowances.spend_on_owner(owner=by.calendar.owner, source=f"invitation {by.pk}", now=now)
    outbox.post([mail])


def post_news(mail: OutgoingMail, *, of: Calendar, now: datetime) -> None:
    """Post what owners are told of a calendar, unless they were told so often that it is none any more."""
    with suppress(TooManyMails):
        allowances.spend_on_owner(owner=of.owner, source=f"calendar {of.pk}", now=now)
        outbox.post([mail])
