"""Read the environment; a bad value stops the start and is named."""

import hashlib
import hmac
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

INSECURE_SECRET_KEY = "insecure-key-for-development-only-never-for-a-server-that-others-can-reach"  # noqa: S105

# Two writers could corrupt a WAL database in every release before this one: https://sqlite.org/wal.html
_FIRST_SQLITE_WITH_SAFE_WAL = (3, 51, 3)

_POSTGRESQL_OPTIONS = {
    # Whoever finds the database away is answered 503 after 2 s. New attempts follow within a second, not
    # after ever longer pauses, so that a database which is back is used at once.
    "pool": {"min_size": 0, "max_size": 8, "timeout": 2, "reconnect_timeout": 2},
    "connect_timeout": 3,  # seconds for a server that does not even refuse
    "tcp_user_timeout": 10_000,  # milliseconds without a sign until a connection counts as broken
    # A host that vanishes while its answer is awaited is noticed after 20 s.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}

_env = environ.Env()


def boolean(name: str, *, default: bool) -> bool:
    """Read a flag; raises ImproperlyConfigured unless it is spelled as one."""
    value = _env.str(name, default=str(default)).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, *, default: int) -> int:
    """Read a whole number that is not negative."""
    value = _env.str(name, default=str(default)).strip()
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def text(name: str, *, default: str) -> str:
    """Read a text; an empty variable counts as not set."""
    return _env.str(name, default="").strip() or default


def choice(name: str, allowed: list[str]) -> str:
    """Read one of some words; the first is the default."""
    value = text(name, default=allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in _env.str(name, default="").split(",") if word.strip()]


def origin(name: str, *, default: str) -> str:
    """Read an http(s) address without a path, and drop its trailing slash."""
    value = text(name, default=default).rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
        raise ImproperlyConfigured(f"{name} must look like https://example.org, not {value!r}.")
    return value


def database(name: str, *, default: str) -> dict[str, Any]:
    """Read a database URL and add what this product needs of SQLite and of PostgreSQL."""
    try:
        config: dict[str, Any] = _env.db_url_config(text(name, default=default))
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} is not a database URL: {error}") from error
    options = config.setdefault("OPTIONS", {})
    if config.get("ENGINE") == "django.db.backends.sqlite3":
        options |= _sqlite_options()
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["TEST"] = {"NAME": f"{config['NAME']}.test"}
    elif config.get("ENGINE") == "django.db.backends.postgresql":
        for option, value in _POSTGRESQL_OPTIONS.items():
            options.setdefault(option, value)
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"{name} must be a sqlite: or a postgres: URL.")
    return config


def email(name: str, *, default: str) -> dict[str, Any]:
    """Read a mail server's URL as Django's EMAIL_* settings."""
    try:
        config: dict[str, Any] = _env.email_url_config(text(name, default=default))
    except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} is not an e-mail URL: {error}") from error
    return config


def cache(name: str, *, default: str) -> dict[str, Any]:
    """Read a cache URL; a Redis that is away is then a cache that is empty."""
    try:
        config: dict[str, Any] = _env.cache_url_config(text(name, default=default))
    except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} is not a cache URL: {error}") from error
    if config["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
        config["BACKEND"] = "oneonone.caching.RedisCache"
    return config


def derived_key(secret: str, purpose: str) -> str:
    """Derive a key of its own for one purpose, so that only one secret has to be kept (RFC 5869)."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def refuse(faults: dict[str, bool]) -> None:
    """Stop the start and name every setting that is dangerous outside DEBUG."""
    names = [name for name, is_dangerous in faults.items() if is_dangerous]
    if names:
        raise ImproperlyConfigured(f"Set these before running without DEBUG: {', '.join(names)}.")


def _sqlite_options() -> dict[str, Any]:
    journal = "WAL" if sqlite3.sqlite_version_info >= _FIRST_SQLITE_WITH_SAFE_WAL else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL;",
    }
