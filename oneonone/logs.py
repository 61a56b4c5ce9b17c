"""Structured logs that hold no credential: paths appear as routes, and what looks like a token is masked."""

import logging.config
import re
import time
import uuid
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

_CREDENTIAL = re.compile(
    # Personal links, and JSON web tokens.
    r"(?P<before>/(?:respond|feeds|unsubscribe|verify-email/\w+|reset-password/\w+)/)[A-Za-z0-9_-]{16,}"
    # Bounded: of a long text of nothing but beginnings each would else be followed to the end.
    r"|eyJ[A-Za-z0-9_-]{1,300}\.[A-Za-z0-9_.-]*"
)

_log = structlog.get_logger("oneonone.request")

Event = MutableMapping[str, Any]


def mask(_logger: object, _method: str, event: Event) -> Event:
    """Replace every credential in a log event, as a structlog processor."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = masked(value)
    return event


def masked(text: str) -> str:
    """Return ``text`` with personal links and tokens replaced.

    >>> masked("Not Found: /respond/AAAAAAAABqR7b2m9c3d4e5f6a7b8c9d0/")
    'Not Found: /respond/***/'
    """
    return _CREDENTIAL.sub(lambda found: f"{found['before'] or ''}***", text)


_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def config(*, level: str, as_json: bool) -> dict[str, Any]:
    """Return the logging configuration: one stream, JSON on servers and plain text at a desk."""
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _PROCESSORS,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, mask, renderer],
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stream"], "level": level},
        # Django's own handlers write without the mask, beside ours.
        "loggers": {
            name: {"propagate": True, "handlers": [], "level": "NOTSET"}
            for name in ("django", "django.server")
        },
    }


def configure(logging_config: dict[str, Any]) -> None:
    """Configure the standard library's logging and structlog alike."""
    logging.config.dictConfig(logging_config)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


class RequestLogMiddleware:
    """Log one line a request, with its route instead of its path, and give it an id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with an ``X-Request-ID`` that every log line of the request carries."""
        request_id = uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            _log.info(
                "request",
                method=request.method,
                route=match.route if match else "",
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )
        response["X-Request-ID"] = request_id
        return response
