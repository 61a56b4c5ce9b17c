"""Requests that can be sent again without harm (the IETF's draft of an Idempotency-Key header field)."""

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from accounts.models import KeptAnswer
from accounts.requests import UserRequest
from accounts.services import kept_answers
from oneonone.errors import DomainError

HEADER = "Idempotency-Key"
LONGEST_KEY = 255

Action = TypeVar("Action", bound=Callable[..., Response])


def idempotent(action: Action) -> Action:
    """Let clients repeat a POST: the same key gets the first success's answer, and has no second effect.

    What failed is not kept: it had no effect. The same key with another request is refused.
    """

    @functools.wraps(action)
    def once(view: Any, request: UserRequest, **path: str) -> Response:
        named = _named(request)
        effect = functools.partial(action, view, request, **path)
        return _claimed(named, effect) if named else effect()

    return cast(Action, _marked(once))


def idempotent_after(solve: Callable[[Any], Any]) -> Callable[[Action], Action]:
    """Do the same for an action that takes what ``solve`` makes of the view.

    That is what takes long: it comes before the transaction of the effect, and a repeat does without it.
    """

    def decorate(action: Action) -> Action:
        @functools.wraps(action)
        def once(view: Any, request: UserRequest, **path: str) -> Response:
            named = _named(request)
            if not named:
                return action(view, request, solve(view), **path)
            if kept := kept_answers.find(**named):
                return _again(kept)
            try:
                solution = solve(view)
            except (APIException, DomainError):
                # The first of two at once may have changed what was to be solved.
                if kept := kept_answers.find(**named):
                    return _again(kept)
                raise
            return _claimed(named, functools.partial(action, view, request, solution, **path))

        return cast(Action, _marked(once))

    return decorate


def _marked(once: Callable[..., Response]) -> Any:
    once.is_idempotent = True  # type: ignore[attr-defined] # for the schema
    return once


def _named(request: UserRequest) -> dict[str, Any]:
    """Return by what a repeat is known; nothing where the client has named no key."""
    key: str = request.headers.get(HEADER, "")
    if not key:
        return {}
    if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        fault = gettext("Use up to %(count)s printable ASCII characters.") % {"count": LONGEST_KEY}
        raise ValidationError({HEADER: [fault]})
    return {"user": request.user, "key": key, "digest": _digest(request)}


def _claimed(named: dict[str, Any], effect: Callable[[], Response]) -> Response:
    with transaction.atomic():
        kept = kept_answers.claim(**named, now=timezone.now())
        if kept.status:
            return _again(kept)
        response = effect()
        body = JSONRenderer().render(response.data).decode()
        etag = response.headers.get("ETag", "")
        kept_answers.keep(kept, status=response.status_code, body=body, etag=etag)
    return response


def _again(kept: KeptAnswer) -> Response:
    return Response(
        json.loads(kept.body or "null"), kept.status, headers={"ETag": kept.etag} if kept.etag else None
    )


def _digest(request: UserRequest) -> str:
    # Read before the parser does, which then takes it from memory.
    body = request._request.body  # noqa: SLF001 - DRF's own request has no bytes after parsing
    line = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(line + body).hexdigest()
