"""Uploaded pictures; a server in front may take the path over."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show a picture. Names are random and a new picture has a new one, so browsers keep it."""
    response = serve(request, f"pictures/{name}", document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse):
        response["Cache-Control"] = "private, max-age=604800, immutable"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
