"""Headers that every answer has."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SELF = "'self'"
NONE = "'none'"


def policy(**sources: str) -> str:
    """Return a Content-Security-Policy: only what is named is loaded, and nobody shows the page in a frame.

    >>> policy(img_src="'self' data:")
    "default-src 'none'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
    """
    directives = {"default_src": NONE} | sources | {"base_uri": NONE, "frame_ancestors": NONE}
    return "; ".join(f"{name.replace('_', '-')} {allowed}" for name, allowed in directives.items())


# What the pages of the product itself need: nothing inline, and nothing from elsewhere.
OWN = {
    "script_src": SELF,
    "style_src": SELF,
    "img_src": f"{SELF} data:",
    "connect_src": SELF,
    "font_src": SELF,
    "form_action": SELF,
}
POLICY = policy(**OWN)


class ContentPolicyMiddleware:
    """Keep every page under a strict policy, unless its view has set one of its own.

    What the API answers is somebody's own, and no browser or proxy shall store it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if request.path_info.startswith("/api/v1/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
