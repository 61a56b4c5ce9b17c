"""The owner's app: ``make app`` builds it in ``frontend/``, and it uses nothing but the JSON API."""

from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from oneonone.headers import OWN, SELF, policy

# Pictures that are about to be uploaded are blobs.
POLICY = policy(**OWN | {"img_src": f"{SELF} data: blob:"})
NOT_BUILT = "The app is not built. Build it with: make app\nThe API works without: /api/docs/\n"


@require_safe
def page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the app itself looks at the path
    """Show the app, whichever of its screens the path names; or say how to build it."""
    if not _index().is_file():
        return HttpResponse(NOT_BUILT, content_type="text/plain; charset=utf-8", status=503)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return HttpResponse(_index().read_bytes(), headers=headers)


@require_safe
def root(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Lead to the app, or to the API's description where the app is not built."""
    return HttpResponseRedirect("/app/" if _index().is_file() else "/api/docs/")


def add_policy(headers: Headers, path: str, url: str) -> None:  # noqa: ARG001 - whitenoise's signature
    """Keep the built files under the app's policy, its page too when it is asked for by its file's name."""
    if url.startswith("/app/"):
        headers["Content-Security-Policy"] = POLICY


def _index() -> Path:
    return settings.FRONTEND_ROOT / "app" / "index.html"
