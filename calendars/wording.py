"""Names and texts that people typed, as mails, calendar files and pages may show them.

They are checked when they are stored; here they are made harmless once more, because a single line break in a
header or a calendar file would let a stranger write the rest of it.
"""

from accounts.models import User
from calendars.models import Calendar, Invitation
from mail.rendering import one_line


def title(calendar: Calendar) -> str:
    """Return the calendar's name."""
    return one_line(calendar.name)


def owner_name(calendar: Calendar) -> str:
    """Return the owner's full name, else the username."""
    return user_name(calendar.owner)


def user_name(user: User) -> str:
    """Return a user's full name, else the username."""
    return one_line(user.get_full_name() or user.username)


def invitee_name(invitation: Invitation) -> str:
    """Return the contact's full name."""
    return one_line(invitation.contact.full_name)


def description(calendar: Calendar) -> str:
    """Return the description, its line breaks as line feeds."""
    return lines(calendar.description)


def lines(text: str) -> str:
    """Return a text of several lines, its line breaks as line feeds."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()
