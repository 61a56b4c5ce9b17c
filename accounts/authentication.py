"""Who calls, by an access token: one whose session began with another password is worth nothing."""

from typing import Any

from django.db.models import UUIDField
from django.utils.translation import gettext
from drf_spectacular.contrib.rest_framework_simplejwt import SimpleJWTScheme
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import AuthenticationFailed
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.tokens import Token

from accounts.models import RefreshSession
from accounts.services.sessions import SESSION_CLAIM
from oneonone.statements import Whole

_sessions = Whole(lambda pk: RefreshSession.objects.filter(pk=pk), ("user",), pk=UUIDField())


class SessionAuthentication(JWTAuthentication):
    """Reads the user with the session that the token was given in."""

    def get_user(self, validated_token: Token) -> Any:
        """Return the user. Raises AuthenticationFailed when the password is another one by now."""
        if SESSION_CLAIM not in validated_token:
            return super().get_user(validated_token)
        session = _sessions.first(pk=validated_token[SESSION_CLAIM])
        if session is None or str(session.user_id) != validated_token[api_settings.USER_ID_CLAIM]:
            raise AuthenticationFailed(gettext("User not found"), code="user_not_found")
        if not session.user.is_active:
            raise AuthenticationFailed(gettext("User is inactive"), code="user_inactive")
        if not session.is_of_present_password:
            raise AuthenticationFailed(gettext("Token is invalid or expired"), code="token_not_valid")
        return session.user


class SessionScheme(SimpleJWTScheme):  # type: ignore[no-untyped-call] # untyped
    """The same to clients."""

    target_class = "accounts.authentication.SessionAuthentication"
