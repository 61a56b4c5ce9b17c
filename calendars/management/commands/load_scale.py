"""Fill an empty database with as many rows as a large installation has, to measure upon."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from calendars.management.scale import hoard, load


class Command(BaseCommand):
    """``manage.py load_scale --calendars 10000 --invitees 50`` makes half a million invitations."""

    help = "Fill a database without users with many calendars, most of whose invitees have answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the numbers."""
        parser.add_argument("--calendars", type=int, required=True)
        parser.add_argument("--invitees", type=int, required=True, help="of each calendar")
        parser.add_argument("--of-one-owner", type=int, default=20, help="calendars that an owner has")
        parser.add_argument("--hoard", type=int, default=0, help="contacts and log entries of one more owner")
        parser.add_argument("--force", action="store_true", help="outside DEBUG too")

    def handle(self, **options: Any) -> None:
        """Refuse a database that is in use."""
        if not (settings.DEBUG or options["force"]):
            raise CommandError("This fills the database with invented rows: say --force outside DEBUG.")
        if User.objects.exists():
            raise CommandError("The database has users: this is for empty ones only.")
        now = timezone.now()
        load(options["calendars"], options["invitees"], options["of_one_owner"], now=now)
        if options["hoard"]:
            hoard(options["hoard"], now=now)
