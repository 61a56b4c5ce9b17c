"""What the buttons of the page do, by the services that the API uses."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop

from calendars.models import Invitation
from calendars.pages import asking
from calendars.pages.forms import AnswerForm, messages
from calendars.services import answers, proposals
from oneonone.errors import DomainError, InvalidFields

NO_BUTTON = gettext_noop("Please use one of the buttons of the page.")

_REPLIES: dict[str, asking.Reply] = {
    "agree": proposals.accept,
    "refuse": proposals.decline,
    "withdraw": proposals.withdraw,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form: 303 when it is done, else it is shown again and says what is wrong with it."""

    status: int
    form: AnswerForm

    @property
    def is_done(self) -> bool:
        """Whether it was taken."""
        return self.status == 303


def act(posted: QueryDict, invitation: Invitation, *, now: datetime) -> Outcome:
    """Do what the pressed button says."""
    # Where a form has several such fields, the last one is the button that was pressed.
    button = posted.get("action", "")
    if button == "zone":
        turned = AnswerForm.turned(posted, invitation, now=now)
        return Outcome(400 if turned.faults else 200, turned)
    is_answer = button == "answer"
    form = (
        AnswerForm.sent(posted, invitation, now=now) if is_answer else AnswerForm.spoken(posted, invitation)
    )
    try:
        _press(button, form, invitation, now)
    except InvalidFields as error:
        form.faults = messages(error.errors)
        return Outcome(400, form)
    except DomainError as error:
        form.faults = [str(error)]
        return Outcome(error.status, form)
    return Outcome(303, form)


def _press(button: str, form: AnswerForm, invitation: Invitation, now: datetime) -> None:
    if form.faults:
        raise InvalidFields({"form": form.faults})
    match button:
        case "answer":
            answers.answer(
                invitation=invitation, slots=form.slots, now=now, comment=form.comment, time_zone=form.zone
            )
        case "accept":
            answers.accept(invitation=invitation, now=now)
        case "decline":
            answers.decline(invitation=invitation, now=now, comment=form.comment)
        case "propose":
            asking.ask(invitation, form.wish, now=now)
        case "agree" | "refuse" | "withdraw":
            asking.reply(_REPLIES[button], invitation, form.proposal, now=now)
        case _:
            raise InvalidFields({"action": [gettext(NO_BUTTON)]})
