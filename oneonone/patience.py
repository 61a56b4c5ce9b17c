"""How long a process that serves waits for PostgreSQL; one that migrates or loads waits as long as it takes.

The server ends what waits too long for a lock or runs too long, and rolls back; of a server that says nothing
at all, frozen or behind a silent proxy, only the client can tell. Each becomes an OperationalError, a 503.
"""

from typing import Any

import psycopg
from django.conf import settings
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus


class Connection(psycopg.Connection[Any]):
    """A connection that is given up when an answer takes longer than the server was to allow."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait as psycopg does. Raises OperationalError, and closes itself, when no answer came."""
        try:
            return super().wait(
                gen, interval, settings.DATABASE_SILENCE_SECONDS if timeout is None else timeout
            )
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise


def limit_waits() -> None:
    """Let the connections that this process opens from now on wait no longer than the settings say.

    ``?options=`` in the database's URL takes the place of the server's limits.
    """
    waits = {
        "lock_timeout": settings.DATABASE_LOCK_SECONDS,
        "statement_timeout": settings.DATABASE_STATEMENT_SECONDS,
    }
    for config in settings.DATABASES.values():
        if config["ENGINE"] == "django.db.backends.postgresql":
            options = config["OPTIONS"]
            options.setdefault("options", " ".join(f"-c {name}={value}s" for name, value in waits.items()))
            options["pool"]["connection_class"] = Connection
