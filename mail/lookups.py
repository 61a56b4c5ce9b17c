"""What the app that wrote a mail is asked once more when the mail is about to be sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from mail.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is added to a mail at the last moment and lies in no row: personal links.

    ``calendar_file``, where there is one, takes the place of the mail's own.
    """

    context: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    calendar_file: str = ""


NOTHING = Fresh()


def look_up(mail: OutgoingMail, *, now: datetime) -> Fresh | None:
    """Return what ``mail`` still lacks; None if there is no reason to send it any more."""
    name = settings.MAIL_LOOKUPS.get(mail.template)
    fresh: Fresh | None = import_string(name)(mail, now=now) if name else NOTHING
    return fresh
