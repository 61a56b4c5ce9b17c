"""What the pages behind mailed links share: a token in the address instead of an account."""

from math import ceil
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.views import APIView

from calendars.throttles import RespondThrottle
from oneonone.headers import SELF, policy

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": policy(
        script_src=SELF, connect_src=SELF, style_src=SELF, img_src=SELF, form_action=SELF
    ),
}


# The token in the address is the only credential: no cookie takes part, so there is nothing that another site
# could ride on. With "no-referrer" browsers send "Origin: null", which the CSRF check would refuse, and mail
# programs post without any cookie (RFC 8058, 3.1).
@method_decorator(csrf_exempt, name="dispatch")
class PersonalPage(View):
    """A page for whoever has the link, without an account and cookies."""

    http_method_names = ["get", "head", "post"]

    def open(self, token: str) -> None:
        """Keep what the link leads to. Raises ObjectDoesNotExist for a link that is none or no more."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and let nobody keep, index, frame or pass on the address."""
        response = self._admit(request, kwargs["token"])
        for name, value in HEADERS.items():
            response[name] = value
        return response

    def _admit(self, request: HttpRequest, token: str) -> HttpResponseBase:
        throttle = RespondThrottle()
        if not throttle.allow_request(cast(Request, request), cast(APIView, self)):
            busy = render(request, "calendars/busy.html", status=429)
            busy["Retry-After"] = str(ceil(throttle.wait() or 1))
            return busy
        try:
            self.open(token)
            return super().dispatch(request)
        except ObjectDoesNotExist:  # from a service too, when the link dies while a form is taken
            return render(request, "calendars/no_invitation.html", status=404)
