"""Workers that Celery wakes, in the place of ``manage.py run_worker``.

    celery -A oneonone.jobs worker
    celery -A oneonone.jobs beat

A message says only that there may be something to send: the outbox knows what. One that is lost, and all of
them may be, costs the time until the next beat.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")

from django.conf import settings

app = Celery("oneonone", broker=settings.JOBS_URL)
app.conf.update(
    task_ignore_result=True,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # A request that has written a mail waits no longer than this for a broker that is away.
    broker_transport_options={"socket_connect_timeout": 1, "socket_timeout": 5},
    beat_schedule={"drain": {"task": "oneonone.jobs.drain", "schedule": settings.JOBS_PAUSE_SECONDS}},
)


@app.task(expires=60)  # type: ignore[untyped-decorator]
def drain() -> None:
    """Send what is due."""
    from django.db import close_old_connections  # noqa: PLC0415 - only after the set-up

    from mail.worker import Worker  # noqa: PLC0415
    from oneonone.patience import limit_waits  # noqa: PLC0415

    limit_waits()
    close_old_connections()
    Worker().drain()


def wake() -> None:
    """Tell a worker that there is something to send."""
    drain.apply_async(retry=False)
