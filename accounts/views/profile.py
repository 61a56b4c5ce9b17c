"""The own account, and what others see of it."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import RetrieveAPIView
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from accounts.models import User
from accounts.requests import UserRequest
from accounts.serializers import (
    AccountDeletionSerializer,
    PersonSerializer,
    ProfileWriteSerializer,
    UserSerializer,
)
from accounts.services import accounts
from accounts.throttles import PasswordThrottle
from accounts.views.base import AccountView
from oneonone.parsers import BoundedJSONParser, BoundedMultiPartParser
from oneonone.schema import FAULTS


class ProfileView(AccountView):
    request: UserRequest
    serializer_class = ProfileWriteSerializer
    parser_classes = (BoundedJSONParser, BoundedMultiPartParser)

    def get_throttles(self) -> list[BaseThrottle]:
        """Limit what takes the password."""
        return [PasswordThrottle()] if self.request.method == "DELETE" else []

    @extend_schema(responses=UserSerializer)
    def get(self, request: UserRequest) -> Response:
        """Show the own account."""
        return Response(self.show(request.user))

    @extend_schema(responses=UserSerializer)
    def put(self, request: UserRequest) -> Response:
        """Change the own account."""
        return self.change()

    @extend_schema(responses=UserSerializer)
    def patch(self, request: UserRequest) -> Response:
        """Change some of the own account."""
        return self.change(partial=True)

    @extend_schema(responses={204: None, 400: FAULTS})
    def delete(self, request: UserRequest) -> Response:
        """Delete the own account; the body holds the `password`."""
        self.read_body(AccountDeletionSerializer)
        accounts.close(user=request.user, now=timezone.now())
        return Response(status=204)

    def change(self, **options: Any) -> Response:
        """Change the account as the body says."""
        fields = self.read_body(**options)
        return Response(self.show(accounts.change(user=self.request.user, now=timezone.now(), **fields)))


class PersonView(RetrieveAPIView[User]):
    """Find somebody by exact username."""

    serializer_class = PersonSerializer
    lookup_field = "username"

    def get_queryset(self) -> QuerySet[User]:
        """Return the active users who may be named so."""
        return User.objects.known_as(self.kwargs["username"]).filter(is_active=True)
