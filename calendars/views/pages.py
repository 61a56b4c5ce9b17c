"""The page behind an invitee's link: it works without an account and cookies, and without scripts too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from calendars import links
from calendars.models import Invitation
from calendars.pages.actions import act
from calendars.pages.forms import AnswerForm
from calendars.pages.page import page_of
from calendars.services import invitations
from calendars.views.personal import PersonalPage


class RespondPage(PersonalPage):
    """Where an invitee answers. Opening it notes that it was opened, and nothing else."""

    invitation: Invitation

    def open(self, token: str) -> None:
        """Keep the invitation."""
        invitation = links.find(token)
        if invitation is None:
            raise Invitation.DoesNotExist
        self.invitation = invitation

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or why there is none."""
        form = AnswerForm.stored(self.invitation, request.GET.get("zone", ""))
        invitations.mark_opened(invitation=self.invitation, now=timezone.now())
        return self.show(form, status=400 if form.faults else 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what the button says and show it by GET; a form with faults is shown as it was sent."""
        outcome = act(request.POST, self.invitation, now=timezone.now())
        if outcome.is_done:
            location = f"{request.path}?saved={request.POST['action']}#saved"
            return HttpResponse(status=303, headers={"Location": location})
        return self.show(outcome.form, status=outcome.status)

    def show(self, form: AnswerForm, *, status: int) -> HttpResponse:
        """Return the page."""
        page = page_of(self.invitation, form, now=timezone.now())
        context = {"page": page, "saved": self.request.GET.get("saved", "")}
        return render(self.request, "calendars/respond.html", context, status=status)
