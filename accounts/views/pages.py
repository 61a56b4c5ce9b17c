"""The pages behind mailed links. Opening one changes nothing, because mail scanners open links too."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.serializers import MISMATCH
from accounts.services import addresses, passwords
from oneonone.errors import InvalidFields

_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_page
def verify_address(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Prove an address by a button."""
    prove = partial(addresses.verify, uid=uid, token=token, now=timezone.now())
    return _show(request, "accounts/verify_address.html", prove)


@never_cache
@_page
def set_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set a new password by a form."""
    password, repeated = (request.POST.get(name, "") for name in ("password", "password2"))

    def reset() -> None:
        if password != repeated:
            raise InvalidFields({"password2": [gettext(MISMATCH)]})
        passwords.reset(uid=uid, token=token, password=password, now=timezone.now())

    return _show(request, "accounts/set_password.html", reset)


def _show(request: HttpRequest, template: str, use_link: Callable[[], None]) -> HttpResponse:
    if request.method != "POST":
        return render(request, template)
    try:
        use_link()
    except InvalidFields as error:
        faults = [message for messages in error.errors.values() for message in messages]
        return render(request, template, {"faults": faults}, status=400)
    return render(request, template, {"is_done": True})
