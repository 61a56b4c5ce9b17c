"""Whether a mail about a meeting still comes in time, asked when it is about to be sent."""

from datetime import datetime

from mail.models import OutgoingMail


def is_coming(mail: OutgoingMail, *, now: datetime) -> bool:
    """Say whether the meeting that a mail tells of is still to come."""
    return datetime.fromisoformat(mail.context["end"]) > now
