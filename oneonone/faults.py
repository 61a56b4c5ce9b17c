"""Answers to what no view answers: JSON below ``/api/``, pages elsewhere."""

import errno
import sqlite3
import sys
from collections.abc import Callable

import structlog
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import get_template
from django.utils.translation import gettext, gettext_noop
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token

_log = structlog.get_logger("oneonone.faults")

RETRY_AFTER = "5"  # seconds
AWAY = gettext_noop("The database is away or busy. Please try again.")
FULL = gettext_noop("There is no room to store this. Please try again later.")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_DATABASE = {sqlite3.SQLITE_FULL, "53100"}
_READ_ONLY = "25006"  # PostgreSQL's word for a write to a server that follows another one


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what Django refuses before a view: a foreign host, a body that is too large."""
    return (
        _json(gettext("Bad request."), 400) if _is_api(request) else defaults.bad_request(request, exception)
    )


@csrf_exempt
def no_endpoint(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Answer for every path below ``/api/`` that is no endpoint, a missing slash at its end included."""
    return _json(gettext("Not found."), 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer for a fault of ours, and tell nothing of it; the log has it under the answer's X-Request-ID.

    A session that could not be stored, after the view, is none of ours.
    """
    error = sys.exc_info()[1]
    if error and (answer := _answer_of_shortage(request, error)):
        return answer
    return (
        _json(gettext("Internal server error."), 500) if _is_api(request) else defaults.server_error(request)
    )


class UnavailableMiddleware:
    """Answer 503 while the database is away or the disk is full; the next request simply tries again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave the request alone."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a view that met a database which is away or too busy, or a disk without room."""
        return _answer_of_shortage(request, error)


def _answer_of_shortage(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    detail = _shortage(error)
    if not detail:
        return None
    _log.error("unavailable", error=str(error))
    if _is_api(request):
        response: HttpResponse = _json(gettext(detail), 503)
    else:
        response = HttpResponse(get_template("503.html").render(), status=503)
    response["Retry-After"] = RETRY_AFTER
    return response


def _shortage(error: BaseException) -> str:
    if isinstance(error, OSError):
        return FULL if error.errno in _NO_ROOM else ""
    if not isinstance(error, DatabaseError):
        return ""
    reason = _reason(error)
    if reason in _FULL_DATABASE:
        return FULL
    is_away = isinstance(error, OperationalError) or reason == _READ_ONLY
    # SQLite reports an SQL error of ours by the same exception as a lock or an unreachable file.
    return AWAY if is_away and reason != sqlite3.SQLITE_ERROR else ""


def _reason(error: DatabaseError) -> int | str | None:
    """Return SQLite's error code or PostgreSQL's SQLSTATE; None where nobody answered."""
    cause = error.__cause__
    return getattr(cause, "sqlite_errorcode", None) or getattr(cause, "sqlstate", None)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _json(detail: str, status: int) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status)
