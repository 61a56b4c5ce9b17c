"""What the endpoints of accounts share."""

from typing import Any

from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.models import User
from accounts.serializers import UserSerializer


class AccountView(GenericAPIView[User]):
    """An endpoint of the signed-in user's own account."""

    def read_body(self, shape: type[BaseSerializer[Any]] | None = None, **options: Any) -> dict[str, Any]:
        """Return the validated body, in the view's shape or in another."""
        options |= {"data": self.request.data, "context": self.get_serializer_context()}
        serializer = (shape or self.get_serializer_class())(**options)
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
