"""The app's configuration."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox."""

    name = "mail"
