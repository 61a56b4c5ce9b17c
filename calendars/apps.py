"""The app's configuration."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Rounds of one-on-ones."""

    name = "calendars"
