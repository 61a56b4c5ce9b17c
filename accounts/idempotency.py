"""Requests that can be sent again without harm (the IETF's draft of an Idempotency-Key header field)."""

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from accounts.requests import UserRequest
from accounts.services import kept_answers

HEADER = "Idempotency-Key"
LONGEST_KEY = 255

Action = TypeVar("Action", bound=Callable[..., Response])


def idempotent(action: Action) -> Action:
    """Let clients repeat a POST: the same key gets the first success's answer, and has no second effect.

    What failed is not kept: it had no effect. The same key with another request is refused.
    """

    @functools.wraps(action)
    def once(view: Any, request: UserRequest, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "")
        if not key:
            return action(view, request, *args, **kwargs)
        if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
            fault = gettext("Use up to %(count)s printable ASCII characters.") % {"count": LONGEST_KEY}
            raise ValidationError({HEADER: [fault]})
        with transaction.atomic():
            now = timezone.now()
            kept = kept_answers.claim(user=request.user, key=key, digest=_digest(request), now=now)
            if kept.status:
                return Response(json.loads(kept.body or "null"), kept.status)
            response = action(view, request, *args, **kwargs)
            body = JSONRenderer().render(response.data).decode()
            kept_answers.keep(kept, status=response.status_code, body=body)
        return response

    once.is_idempotent = True  # type: ignore[attr-defined] # for the schema
    return cast(Action, once)


def _digest(request: UserRequest) -> str:
    # Read before the parser does, which then takes it from memory.
    body = request._request.body  # noqa: SLF001 - DRF's own request has no bytes after parsing
    line = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(line + body).hexdigest()
