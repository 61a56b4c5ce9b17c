"""The app's configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and their sessions."""

    name = "accounts"
