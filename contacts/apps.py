"""The app's configuration."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The address book."""

    name = "contacts"
