"""Settings for the mail soak only: the product that can be killed at named points, with shorter waits.

A process that reaches a point for which a file lies in ``MORTAL_FOLDER`` takes the file and dies by SIGKILL.
``MORTAL_HASTE`` divides the pauses between attempts, the deadline of a mail and the leases. With
``MORTAL_CONTROL`` mails are noted as sent before they are: the soak has to find out.
"""

import functools
import os
import signal
from pathlib import Path

from django.apps import AppConfig
from django.db import transaction

from benchmarks import haste
from oneonone.settings import *  # noqa: F403
from oneonone.settings import INSTALLED_APPS as _APPS
from oneonone.settings import MAIL_LEASE_SECONDS as _LEASE
from oneonone.settings import MAIL_TOTAL_SECONDS as _TOTAL
from oneonone.settings import MIDDLEWARE as _MIDDLEWARE

_HASTE = float(os.environ["MORTAL_HASTE"])
_FOLDER = Path(os.environ["MORTAL_FOLDER"])


def reach(point):
    """Die here, if a file says so."""
    try:
        (_FOLDER / point).unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def reaching(point, function):
    """Return the function with a named point behind it."""

    @functools.wraps(function)
    def call(*args, **kwargs):
        result = function(*args, **kwargs)
        reach(point)
        return result

    return call


def answer_then_reach(get_response):
    """Let the answer be lost, as a middleware: everything is committed then."""
    return reaching("committed", get_response)


def noting_at_once(claim, mark_sent):
    """Return a claim that takes every mail for sent."""

    def call(*, now):
        mail = claim(now=now)
        if mail:
            mark_sent(mail, now=now)
        return mail

    return call


class Mortal(AppConfig):
    name = "benchmarks"

    def ready(self):
        from calendars.services import schedules  # noqa: PLC0415 - the apps are not there before
        from mail import delivery, leases, lookups, outbox  # noqa: PLC0415

        leases._RETRY_DELAYS = [delay / _HASTE for delay in leases._RETRY_DELAYS]  # noqa: SLF001
        if os.environ.get("MORTAL_CONTROL"):
            leases.claim = noting_at_once(leases.claim, leases.mark_sent)
        leases.claim = reaching("claimed", leases.claim)
        lookups.look_up = reaching("looked up", lookups.look_up)
        delivery.send = reaching("accepted", delivery.send)
        uncommitted = reaching("noting", leases.mark_sent)
        leases.mark_sent = reaching("noted", transaction.atomic(uncommitted))
        schedules._finalize = reaching("finalizing", schedules._finalize)  # noqa: SLF001
        outbox.post = reaching("written", outbox.post)


INSTALLED_APPS = ["benchmarks.mortal.Mortal", *_APPS]
MIDDLEWARE = ["benchmarks.mortal.answer_then_reach", *_MIDDLEWARE]
MAIL_TOTAL_SECONDS = haste.deadline(_TOTAL, _HASTE)
MAIL_LEASE_SECONDS = haste.lease(_LEASE, _HASTE)
