"""Signing up, logging in and out, refreshing tokens."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import UserRequest
from accounts.serializers import (
    LoginSerializer,
    RefreshSerializer,
    SignupSerializer,
    TokenPairSerializer,
    TokenSerializer,
    UserSerializer,
)
from accounts.services import accounts, sessions
from accounts.throttles import LoginThrottle, SignupThrottle
from accounts.views.base import AccountView, CredentialsView
from oneonone.schema import ProblemSerializer


class SignupView(CredentialsView):
    serializer_class = SignupSerializer
    throttle_classes = (SignupThrottle,)

    @extend_schema(responses={201: UserSerializer})
    def post(self, request: Request) -> Response:
        """Open an account."""
        return Response(self.show(accounts.sign_up(**self.read_body(), now=timezone.now())), status=201)


class LoginView(CredentialsView):
    serializer_class = LoginSerializer
    throttle_classes = (LoginThrottle,)

    @extend_schema(responses={200: TokenPairSerializer, 401: ProblemSerializer})
    def post(self, request: Request) -> Response:
        """Log in by username or e-mail address."""
        pair = sessions.start(**self.read_body(), now=timezone.now())
        return Response(TokenPairSerializer(pair).data)


class RefreshView(CredentialsView):
    serializer_class = RefreshSerializer

    @extend_schema(responses={200: TokenPairSerializer, 401: ProblemSerializer})
    def post(self, request: Request) -> Response:
        """Exchange a refresh token for a new pair; each is good once."""
        pair = sessions.rotate(**self.read_body(), now=timezone.now())
        return Response(TokenPairSerializer(pair).data)


class VerifyView(CredentialsView):
    serializer_class = TokenSerializer

    @extend_schema(responses={200: None, 401: ProblemSerializer})
    def post(self, request: Request) -> Response:
        """Ask whether a token would be accepted now."""
        sessions.check(**self.read_body(), now=timezone.now())
        return Response({})


class LogoutView(AccountView):
    serializer_class = RefreshSerializer

    @extend_schema(responses={204: None})
    def post(self, request: UserRequest) -> Response:
        """End the session of a refresh token; again is fine."""
        sessions.end(**self.read_body(), user=request.user, now=timezone.now())
        return Response(status=204)
