"""A limit on what is sent to the pages, which take no files: Django would keep any on the disk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

MAX_PAGE_BYTES = 2 * 1024 * 1024


class BodyLimitMiddleware:
    """Refuse bodies that are too large for a form; the API's parsers have limits of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 (RFC 9110, 15.5.14) from what is announced, with nothing read."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        is_too_large = not announced.isdecimal() or int(announced) > MAX_PAGE_BYTES
        if is_too_large and not request.path_info.startswith("/api/"):
            return HttpResponse(gettext("The form is too large."), content_type="text/plain", status=413)
        return self.get_response(request)
