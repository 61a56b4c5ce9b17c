"""Log-in by username or by e-mail address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.services import guard
from accounts.throttles import attempt_of


class UsernameOrEmailBackend(ModelBackend):
    """Find the user by either name."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_more: Any,
    ) -> User | None:
        """Return the active user of these credentials; hash once whether or not there is one.

        Raises PermissionDenied, without hashing, after too many attempts.
        """
        if username is None or password is None:
            return None
        user = User.objects.known_as(username).first()
        attempt = attempt_of(request, user or username)
        if not guard.admit(attempt, now=timezone.now()):
            raise PermissionDenied
        if user is None:
            User().set_password(password)
            return None
        if not (user.check_password(password) and self.user_can_authenticate(user)):
            return None
        guard.take_back(attempt)
        return user
