"""Settings for the hammer's control only: the product with its locks taken off, which must be noticed."""

from django.apps import AppConfig

from oneonone.settings import *  # noqa: F403
from oneonone.settings import INSTALLED_APPS as _APPS


class Unlocked(AppConfig):
    name = "benchmarks"

    def ready(self):
        # Before any service imports its locks: this app is the first to be ready.
        from calendars.models import Calendar  # noqa: PLC0415
        from calendars.services import locks  # noqa: PLC0415

        def finalize(calendar, *, now):
            found = locks.lock_open(calendar, now=now)
            found.status, found.finalized_at = Calendar.Status.FINALIZED, now
            found.save(update_fields=["status", "finalized_at"])
            return found

        locks.take = lambda _calendar, *, now: 0  # noqa: ARG005 - the lock's signature
        locks.lock_finalized = finalize
        locks.lock_owner = lambda _owner: None


INSTALLED_APPS = ["benchmarks.without_lock.Unlocked", *_APPS]
