"""The cache in Redis: while its server is away it holds nothing, and nobody who asks is refused.

Politeness limits then let everybody through, and plans are computed anew. Nothing else is in it.
"""

import time
from typing import Any

import structlog
from django.core.cache.backends import redis as django_redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as BrokenConnection
from redis.exceptions import RedisError
from redis.retry import Retry

_log = structlog.get_logger("oneonone.caching")

PAUSE = 1.0
"""Seconds for which a server that was away is not asked again: one that hangs would hold up every request."""

_OPTIONS: dict[str, Any] = {
    "socket_connect_timeout": 0.5,  # seconds, as the next
    "socket_timeout": 0.5,
    # At once, and not after a timeout: after a restart the connections at hand are broken.
    "retry": Retry(NoBackoff(), 1, supported_errors=(BrokenConnection,)),
}


class Client:
    """Django's client, which answers as an empty cache would while the server is away."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        self._inner = django_redis.RedisCacheClient(servers, **_OPTIONS | options)
        self._is_away = False
        self._next_attempt = 0.0

    def add(self, *arguments: Any) -> Any:
        return self._ask("add", arguments, instead=False)

    def get(self, key: str, default: Any) -> Any:
        return self._ask("get", (key, default), instead=default)

    def set(self, *arguments: Any) -> None:
        self._ask("set", arguments, instead=None)

    def touch(self, *arguments: Any) -> Any:
        return self._ask("touch", arguments, instead=False)

    def delete(self, *arguments: Any) -> Any:
        return self._ask("delete", arguments, instead=False)

    def get_many(self, *arguments: Any) -> Any:
        return self._ask("get_many", arguments, instead={})

    def has_key(self, *arguments: Any) -> Any:
        return self._ask("has_key", arguments, instead=False)

    def incr(self, *arguments: Any) -> Any:
        """Add to a number. Raises ValueError where there is none, as there is none without a server."""
        if (found := self._ask("incr", arguments, instead=None)) is None:
            raise ValueError(f"Key {arguments[0]!r} not found.")
        return found

    def set_many(self, *arguments: Any) -> None:
        self._ask("set_many", arguments, instead=None)

    def delete_many(self, *arguments: Any) -> None:
        self._ask("delete_many", arguments, instead=None)

    def clear(self) -> Any:
        return self._ask("clear", (), instead=False)

    def _ask(self, method: str, arguments: tuple[Any, ...], *, instead: Any) -> Any:
        if time.monotonic() < self._next_attempt:
            return instead
        try:
            answer = getattr(self._inner, method)(*arguments)
        except RedisError as error:
            self._next_attempt = time.monotonic() + PAUSE
            self._note(is_away=True, error=str(error))
            return instead
        self._note(is_away=False)
        return answer

    def _note(self, *, is_away: bool, **details: str) -> None:
        """Log that the server went away or came back, once each."""
        if is_away != self._is_away:
            self._is_away = is_away
            _log.warning("cache away" if is_away else "cache back", **details)


class RedisCache(django_redis.RedisCache):
    """Django's cache in Redis, with a client that bears the server's absence."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
