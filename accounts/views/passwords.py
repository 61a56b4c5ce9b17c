"""Passwords, and the links that are mailed."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import UserRequest
from accounts.serializers import (
    EmailSerializer,
    LinkSerializer,
    PasswordChangeSerializer,
    PasswordResetSerializer,
)
from accounts.services import addresses, passwords, sessions
from accounts.throttles import PasswordResetThrottle, PasswordThrottle
from accounts.views.base import AccountView, CredentialsView


class PasswordChangeView(AccountView):
    serializer_class = PasswordChangeSerializer
    throttle_classes = (PasswordThrottle,)

    @extend_schema(responses={204: None})
    def post(self, request: UserRequest) -> Response:
        """Set a new password; every other session ends."""
        session = request.auth.get(sessions.SESSION_CLAIM)
        passwords.change(user=request.user, session=session, now=timezone.now(), **self.read_body())
        return Response(status=204)


class PasswordResetView(CredentialsView):
    serializer_class = EmailSerializer
    throttle_classes = (PasswordResetThrottle,)

    @extend_schema(responses={202: None})
    def post(self, request: Request) -> Response:
        """Ask for a mail that sets a new password; the answer is the same for any address."""
        passwords.ask(**self.read_body(), now=timezone.now())
        return Response(status=202)


class PasswordConfirmView(CredentialsView):
    serializer_class = PasswordResetSerializer

    @extend_schema(responses={204: None})
    def post(self, request: Request) -> Response:
        """Set a new password by a mailed link, once; every session ends."""
        passwords.reset(**self.read_body(), now=timezone.now())
        return Response(status=204)


class EmailVerifyView(CredentialsView):
    serializer_class = LinkSerializer

    @extend_schema(responses={204: None})
    def post(self, request: Request) -> Response:
        """Prove an address by a mailed link."""
        addresses.verify(**self.read_body(), now=timezone.now())
        return Response(status=204)


class EmailVerifyResendView(AccountView):
    @extend_schema(request=None, responses={202: None})
    def post(self, request: UserRequest) -> Response:
        """Ask for the link again, unless the address is proved or a mail left a moment ago."""
        addresses.ask(user=request.user, now=timezone.now())
        return Response(status=202)
