"""What the page tells of an invitation, whatever its state."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext

from calendars import links, wording
from calendars.models import Invitation
from mail.rendering import one_line


@dataclass(frozen=True, slots=True)
class Told:
    """Names and sentences for the templates."""

    invitation: Invitation

    @property
    def token(self) -> str:
        """The token of the link that led here."""
        return links.token(self.invitation)

    @property
    def owner(self) -> str:
        """The owner's name."""
        return wording.owner_name(self.invitation.calendar)

    @property
    def reader(self) -> str:
        """The invitee's first name."""
        return one_line(self.invitation.contact.first_name)

    @property
    def comment(self) -> str:
        """What the invitee said beside the times."""
        return wording.lines(self.invitation.comment)

    @property
    def title(self) -> str:
        """What it is about."""
        return wording.title(self.invitation.calendar)

    @property
    def description(self) -> str:
        """What the owner says about it."""
        return wording.description(self.invitation.calendar)

    @property
    def draft_key(self) -> str:
        """The name of a draft in the reader's browser; it does not tell the token."""
        return sha256(f"draft:{self.token}".encode()).hexdigest()[:32]

    @property
    def sent(self) -> str:
        """What is said while the form says what the stored answer says."""
        match self.invitation.status:
            case Invitation.Status.RESPONDED:
                return gettext("Your answer is sent.")
            case Invitation.Status.DECLINED:
                return gettext("You have declined. Send times if you can come after all.")
        return gettext("You have not sent your answer yet.")

    @property
    def unsent(self) -> str:
        """What is said as soon as something is changed."""
        if self.invitation.has_answered:
            return gettext("You have not sent your changes yet.")
        return gettext("You have not sent your answer yet.")
