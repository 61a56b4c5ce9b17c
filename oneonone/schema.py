"""The OpenAPI description: each operation lists the errors that its own view implies."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated

from oneonone.inputs import LineField, ParagraphField


class ProblemSerializer(serializers.Serializer[Any]):
    """Why a request was not served."""

    detail = serializers.CharField()


class BrokenRuleSerializer(serializers.Serializer[Any]):
    """The rule that a request breaks: ``code`` is stable, ``detail`` is for people."""

    code = serializers.CharField()
    detail = serializers.CharField()


# The form that drf-spectacular wants it in.
BROKEN_RULES: dict[int, Any] = {409: BrokenRuleSerializer, 412: BrokenRuleSerializer}

FAULTS = {
    "type": "object",
    "additionalProperties": True,
    "description": "Messages by field, by `non_field_errors`, or one `detail`; lists keep their index.",
}


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 255, "pattern": "^[ -~]*$"},
    location=OpenApiParameter.HEADER,
    description="A request that is repeated with its key has no second effect, for 24 hours.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    description="The calendar's ETag, as it was read: 412 when the calendar has changed since.",
)


class Schema(AutoSchema):
    """drf-spectacular's, with the answers that a client meets on every endpoint of a kind."""

    def get_override_parameters(self) -> list[Any]:
        """Return the headers that a client may send."""
        headers = []
        if self._is_idempotent():
            headers.append(IDEMPOTENCY_KEY)
        if self.method != "GET" and getattr(self.view, "honours_if_match", False):
            headers.append(IF_MATCH)
        return headers

    def get_filter_backends(self) -> list[Any]:
        """Return the filters of lists; other answers in the form of a list have none."""
        return super().get_filter_backends() if self._is_paged() else []

    def _get_paginator(self) -> Any:
        return super()._get_paginator() if self._is_paged() else None  # type: ignore[no-untyped-call]

    def _get_request_body(self, direction: Any = "request") -> Any:
        body = super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        if body and isinstance(self.get_request_serializer(), PolymorphicProxySerializer):
            body["required"] = True  # each of its shapes is
        return body

    def _insert_field_validators(self, field: Any, schema: dict[str, Any]) -> None:
        super()._insert_field_validators(field, schema)  # type: ignore[no-untyped-call]
        if isinstance(field, LineField | ParagraphField):
            schema["pattern"] = f"^[^{field.refused[1:-1]}]*$".replace(r"\x", r"\u00")
        elif isinstance(field, serializers.ListSerializer | serializers.ListField):
            bounds = {
                "minItems": None if field.allow_empty else 1,
                "maxItems": getattr(field, "max_length", None),
            }
            schema.update((name, bound) for name, bound in bounds.items() if bound)

    def _is_paged(self) -> bool:
        return getattr(self.view, "action", None) == "list"

    def _is_idempotent(self) -> bool:
        action = getattr(self.view, getattr(self.view, "action", None) or "", None)
        return getattr(action, "is_idempotent", False)

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        responses: dict[str, Any] = super()._get_response_bodies(direction)
        for code, shape in self._implied_errors():
            responses.setdefault(code, self._get_response_for_code(shape, code))  # type: ignore[no-untyped-call]
        return dict(sorted(responses.items()))

    def _implied_errors(self) -> Iterator[tuple[str, Any]]:
        has_body = self._get_request_body() is not None
        if has_body or self._is_list_view() or self._is_idempotent():
            yield "400", FAULTS
        if any(isinstance(permission, IsAuthenticated) for permission in self.view.get_permissions()):
            yield "401", ProblemSerializer
        if "{" in self.path or self._is_list_view():
            yield "404", ProblemSerializer
        if has_body:
            yield "415", ProblemSerializer
        if self._is_idempotent():
            yield "422", BrokenRuleSerializer
        if self.view.get_throttles():
            yield "429", ProblemSerializer
