"""The endpoints of accounts."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, RetrieveAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.requests import UserRequest
from accounts.serializers import (
    LoginSerializer,
    PersonSerializer,
    ProfileWriteSerializer,
    RefreshSerializer,
    SignupSerializer,
    TokenPairSerializer,
    TokenSerializer,
    UserSerializer,
)
from accounts.services import accounts, sessions
from accounts.throttles import LoginThrottle, SignupThrottle
from oneonone.schema import ProblemSerializer


class AccountView(GenericAPIView[User]):
    """An endpoint of the signed-in user's own account."""

    def read_body(self, **options: Any) -> dict[str, Any]:
        """Return the validated body."""
        serializer = self.get_serializer(data=self.request.data, **options)
        serializer.is_valid(raise_exception=True)
        fields: dict[str, Any] = serializer.validated_data
        return fields

    def show(self, user: User) -> dict[str, Any]:
        """Return the account in the shape its user sees."""
        return UserSerializer(user, context=self.get_serializer_context()).data


class CredentialsView(AccountView):
    """An endpoint whose only credentials are in its body."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def get_authenticate_header(self, request: Request) -> str:
        """Name the scheme that a 401 has to name (RFC 9110, 11.6.1)."""
        return 'Bearer realm="api"'

    def handle_exception(self, exc: Exception) -> Response:
        """Answer as DRF does, and put the scheme on our own 401s too."""
        response = super().handle_exception(exc)
        if response.status_code == 401:
            response["WWW-Authenticate"] = self.get_authenticate_header(self.request)
        return response


class SignupView(CredentialsView):
    serializer_class = SignupSerializer
    throttle_classes = (SignupThrottle,)

    @extend_schema(responses={201: UserSerializer})
    def post(self, request: Request) -> Response:
        """Open an account."""
        return Response(self.show(accounts.sign_up(**self.read_body())), status=201)


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


class ProfileView(AccountView):
    serializer_class = ProfileWriteSerializer

    @extend_schema(responses=UserSerializer)
    def get(self, request: UserRequest) -> Response:
        """Show the own account."""
        return Response(self.show(request.user))

    @extend_schema(responses=UserSerializer)
    def put(self, request: UserRequest) -> Response:
        """Change the own account."""
        return Response(self.show(accounts.change(user=request.user, **self.read_body())))

    @extend_schema(responses=UserSerializer)
    def patch(self, request: UserRequest) -> Response:
        """Change some of the own account."""
        return Response(self.show(accounts.change(user=request.user, **self.read_body(partial=True))))


class PersonView(RetrieveAPIView[User]):
    """Find somebody by exact username."""

    serializer_class = PersonSerializer
    lookup_field = "username"

    def get_queryset(self) -> QuerySet[User]:
        """Return the active users who may be named so."""
        return User.objects.known_as(self.kwargs["username"]).filter(is_active=True)
