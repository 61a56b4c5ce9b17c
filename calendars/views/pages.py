"""The page behind an invitee's link: it works without an account and cookies, and without scripts too."""

from math import ceil
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.views import APIView

from calendars import links
from calendars.models import Invitation
from calendars.pages.actions import act
from calendars.pages.forms import AnswerForm
from calendars.pages.page import page_of
from calendars.services import invitations
from calendars.throttles import RespondThrottle

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


# The token in the address is the only credential: no cookie takes part, so there is nothing that another site
# could ride on. And with "no-referrer" browsers send "Origin: null", which the CSRF check would refuse.
@method_decorator(csrf_exempt, name="dispatch")
class RespondPage(View):
    """Where an invitee answers. Opening it notes that it was opened, and nothing else."""

    http_method_names = ["get", "head", "post"]
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and let nobody keep, index, frame or pass on the address."""
        response = self.admit(request, kwargs["token"])
        for name, value in HEADERS.items():
            response[name] = value
        return response

    def admit(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Answer whoever has a live link and does not come too often."""
        throttle = RespondThrottle()
        if not throttle.allow_request(cast(Request, request), cast(APIView, self)):
            busy = render(request, "calendars/busy.html", status=429)
            busy["Retry-After"] = str(ceil(throttle.wait() or 1))
            return busy
        try:
            self.invitation = _living(token)
            return super().dispatch(request)
        except ObjectDoesNotExist:  # from a service too, when the link dies while a form is taken
            return render(request, "calendars/no_invitation.html", status=404)

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


def _living(token: str) -> Invitation:
    """Return the invitation. Raises Invitation.DoesNotExist for a link that is none or no more."""
    invitation = links.find(token)
    if invitation is None:
        raise Invitation.DoesNotExist
    return invitation
