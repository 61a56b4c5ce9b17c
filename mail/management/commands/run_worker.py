"""Send the mails of the outbox."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mail.worker import Worker
from oneonone.patience import limit_waits


class Command(BaseCommand):
    """``manage.py run_worker``; any number of them may run."""

    help = "Send the mails of the outbox until SIGTERM or SIGINT, finishing the current one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Send what is due, then exit.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks.")

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        limit_waits()
        worker = Worker(interval=interval)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        if once:
            self.stdout.write(f"Sent {worker.drain()} mails.")
        else:
            worker.run()
