"""Send what is due, one mail at a time, until told to stop."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from mail import delivery, leases, lookups
from mail.models import OutgoingMail
from oneonone import hooks

_log = structlog.get_logger("oneonone.mail")

CHORES_PAUSE = timedelta(seconds=20)
"""How often the apps above look at what the passing of time sets off."""

_LONGEST_NAP = 0.2  # seconds until a request to stop is noticed while there is nothing to do


@dataclass
class Worker:
    """One of any number of processes that empty the outbox together."""

    interval: float = 1.0
    per_connection: int = 20  # mails; servers end a connection over which very many come
    clock: Callable[[], datetime] = timezone.now
    chance: Callable[[], float] = random.random
    is_stopping: bool = field(default=False, init=False)
    chores_at: datetime | None = field(default=None, init=False)

    def stop(self) -> None:
        """Ask to stop after the current mail."""
        self.is_stopping = True

    def run(self) -> None:
        """Send what is due again and again; a database that is away is waited for."""
        while not self.is_stopping:
            close_old_connections()
            try:
                self.drain()
            except DatabaseError:
                _log.exception("database_unavailable")
            self._wait()

    def drain(self) -> int:
        """Send everything that is due now and return how many mails were sent."""
        sent, is_more = 0, True
        while is_more:
            self._do_chores()
            with closing(get_connection()) as connection:
                outcomes = list(self._send_some(connection))
            sent += sum(outcomes)
            is_more = len(outcomes) == self.per_connection
        return sent

    def _do_chores(self) -> None:
        now = self.clock()
        if self.chores_at and now < self.chores_at:
            return
        self.chores_at = now + CHORES_PAUSE
        for name in settings.WORKER_CHORES:
            try:
                hooks.call([name], now=now)
            except DatabaseError:
                raise
            except Exception:  # noqa: BLE001 - one that fails must keep neither the others nor the mails
                _log.exception("chore_failed", chore=name)

    def _send_some(self, connection: BaseEmailBackend) -> Iterator[bool]:
        # Claimed one by one: mails never wait behind one that the server is slow to take.
        for _ in range(self.per_connection):
            if self.is_stopping or not (mail := leases.claim(now=self.clock())):
                return
            yield self._send(mail, connection)

    def _send(self, mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
        log = _log.bind(mail=mail.pk, template=mail.template, attempt=mail.attempts)
        try:
            fresh = lookups.look_up(mail, now=self.clock())
            if fresh is None:
                log.info("mail_not_wanted")
                leases.drop(mail)
                return False
            delivery.send(mail, fresh=fresh, connection=connection)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one mail must not stop the others
            log.warning("mail_not_sent", error=delivery.describe(error))
            self._note_failure(mail, error)
            return False
        log.info("mail_sent")
        return leases.mark_sent(mail, now=self.clock())

    def _note_failure(self, mail: OutgoingMail, error: Exception) -> None:
        text = delivery.describe(error)
        if delivery.is_permanent(error):
            leases.mark_failed(mail, error=text)
        else:
            leases.postpone(mail, error=text, now=self.clock(), jitter=self.chance())

    def _wait(self) -> None:
        # Not an Event: setting one in a signal handler can deadlock with the wait that it interrupts.
        waking = time.monotonic() + self.interval
        while not self.is_stopping and (left := waking - time.monotonic()) > 0:
            time.sleep(min(left, _LONGEST_NAP))
