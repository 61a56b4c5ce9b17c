"""Limits on attempts, checked before any password is hashed."""

import hashlib

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView


class AddressThrottle(SimpleRateThrottle):
    """Count by the caller's network address."""

    def get_cache_key(self, request: Request, _view: APIView) -> str:
        """Return the counter's name; hashed, as a forwarded address may be any text."""
        return _key(self.scope, self.get_ident(request))


class LoginAddressThrottle(AddressThrottle):
    """Log-ins from one address."""

    scope = "login_address"


class SignupThrottle(AddressThrottle):
    """Sign-ups from one address."""

    scope = "signup"


class LoginAccountThrottle(SimpleRateThrottle):
    """Log-ins to one account."""

    scope = "login"

    def get_cache_key(self, request: Request, _view: APIView) -> str | None:
        """Return the counter's name, or None when the body is no object."""
        if not isinstance(request.data, dict):
            return None
        return _key(self.scope, str(request.data.get("username")).strip().lower())


def _key(scope: str | None, ident: str | None) -> str:
    digest = hashlib.sha256(f"{ident}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"throttle:{scope}:{digest}"
