"""Log-in by username or by e-mail address."""

from django.contrib.auth.backends import ModelBackend


class UsernameOrEmailBackend(ModelBackend):
    """Find the user by either name."""
