"""Limits on attempts, checked before any password is hashed."""

import hashlib
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle
from rest_framework.views import APIView

from accounts.models import User
from accounts.services import guard


class AddressThrottle(SimpleRateThrottle):
    """Calls from one address."""

    def get_cache_key(self, request: Request, _view: APIView) -> str:
        """Return the counter's name; hashed, as a forwarded address may be any text."""
        digest = hashlib.sha256(f"{self.get_ident(request)}".encode()).hexdigest()
        return f"throttle:{self.scope}:{digest}"


class CallThrottle(BaseThrottle):
    """Calls from one network, counted for all processes together."""

    kind: str
    limit = guard.CALLS

    def allow_request(self, request: Request, _view: APIView) -> bool:
        """Count the call and say whether it is served."""
        call, now = guard.Call(self.kind, self.who(request), self.limit), timezone.now()
        is_admitted = guard.admit(call, now=now)
        self.seconds = 0 if is_admitted else guard.wait(call, now=now)
        return is_admitted

    def wait(self) -> float:
        """Return the seconds to wait."""
        return self.seconds

    def who(self, request: Request) -> str:
        """Return who is limited."""
        return self.get_ident(request) or ""


class SignupThrottle(CallThrottle):
    """Sign-ups."""

    kind = "signup"


class PasswordResetThrottle(CallThrottle):
    """Requests for a new password."""

    kind = "password reset"


class PasswordThrottle(BaseThrottle):
    """Wrong passwords of the signed-in user. The authentication backend counts; this tells the client."""

    def allow_request(self, request: Request, _view: APIView) -> bool:
        """Say whether the guard would admit an attempt."""
        self.seconds = guard.wait(attempt_of(request, self.who(request)), now=timezone.now())
        return self.seconds <= 0

    def wait(self) -> float:
        """Return the seconds to wait."""
        return self.seconds

    def who(self, request: Request) -> User | str:
        """Return whose password the request carries."""
        return request.user if isinstance(request.user, User) else ""


class LoginThrottle(PasswordThrottle):
    """Wrong passwords of the user whom the body names."""

    def who(self, request: Request) -> User | str:
        """Return the user, or the name when it is nobody's."""
        body = request.data if isinstance(request.data, dict) else {}
        name = str(body.get("username")).strip()
        return User.objects.known_as(name).first() or name


def attempt_of(request: Request | HttpRequest | None, who: User | str) -> guard.Attempt:
    """Return the attempt that a request makes at somebody's password."""
    address = BaseThrottle().get_ident(cast(Request, request)) if request else ""
    account = f"user {who.pk}" if isinstance(who, User) else f"name {who.lower()}"
    return guard.Attempt(account=account, address=address or "")
