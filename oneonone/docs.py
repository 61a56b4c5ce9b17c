"""The OpenAPI description and the page that shows it, from local files only."""

import functools
from threading import Lock
from typing import Any

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from oneonone.headers import NONE, SELF, policy

# Swagger UI styles its elements one by one; it needs no script but its own.
_POLICY = policy(
    script_src=SELF,
    style_src=f"{SELF} 'unsafe-inline'",
    img_src=f"{SELF} data:",
    connect_src=SELF,
    form_action=NONE,
)

# drf-spectacular makes ready what it needs at its first use, which two threads must not do at once.
_ONE_AT_A_TIME = Lock()


class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 description as YAML, or as JSON for whoever accepts that or asks ``?format=json``."""

    authentication_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """Return the description."""
        media_type = request.accepted_renderer.media_type
        with _ONE_AT_A_TIME:
            return HttpResponse(_rendered(media_type), content_type=media_type)


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI."""

    authentication_classes = ()
    url_name = "schema"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the page, or the script that starts it."""
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        response["Content-Security-Policy"] = _POLICY
        return response


@functools.cache
def _rendered(media_type: str) -> Any:
    """Render once a process: it takes a second of work, and anybody may ask."""
    renderer = next(each for each in SchemaView.renderer_classes if each.media_type == media_type)
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return renderer().render(schema, renderer_context={})
