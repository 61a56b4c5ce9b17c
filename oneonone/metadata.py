"""The answer to OPTIONS. A module of its own: DRF's views import it before they are there themselves."""

from typing import TYPE_CHECKING, Any

from rest_framework.metadata import SimpleMetadata

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class Metadata(SimpleMetadata):
    """What an endpoint is called and reads; the shapes of bodies are in the OpenAPI description."""

    def determine_actions(self, request: "Request", view: "APIView") -> dict[str, Any]:  # noqa: ARG002 - DRF's
        """Return nothing; DRF's own fails where a method has no body."""
        return {}
