"""Requests between users."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.viewsets import GenericViewSet

from accounts.requests import UserRequest
from accounts.services import guard
from accounts.throttles import CallThrottle
from contacts.filters import ContactRequestFilter
from contacts.models import ContactRequest
from contacts.serializers import ContactRequestSerializer, ContactRequestWriteSerializer
from contacts.services import requests
from oneonone.schema import BrokenRuleSerializer

ANSWERS = {200: ContactRequestSerializer, 409: BrokenRuleSerializer}


class AskThrottle(CallThrottle):
    """Requests that one user sends."""

    kind = "contact request"
    limit = guard.Limit(30, timedelta(minutes=1))

    def who(self, request: Request) -> str:
        """Return the user."""
        return f"user {request.user.pk}"


@extend_schema_view(list=extend_schema(description="List the requests sent and received, newest first."))
class ContactRequestViewSet(ListModelMixin, GenericViewSet[ContactRequest]):
    request: UserRequest
    queryset = ContactRequest.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = ContactRequestSerializer
    filterset_class = ContactRequestFilter
    search_fields = ("sender__username", "recipient__username")
    ordering_fields = ("created_at",)

    def get_queryset(self) -> QuerySet[ContactRequest]:
        """Return what the caller may see, or for an answer and a withdrawal what is the caller's to do."""
        user = self.request.user
        seen = ContactRequest.objects.seen_by(user)
        theirs = {"accept": {"recipient": user}, "decline": {"recipient": user}, "destroy": {"sender": user}}
        return seen.filter(**theirs.get(self.action, {}))

    def get_throttles(self) -> list[BaseThrottle]:
        """Limit what tells somebody else something."""
        return [AskThrottle()] if self.action == "create" else []

    @extend_schema(request=ContactRequestWriteSerializer, responses={201: ContactRequestSerializer})
    def create(self, request: UserRequest) -> Response:
        """Ask a user, by username or e-mail address."""
        body = ContactRequestWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = requests.ask(sender=request.user, now=timezone.now(), **body.validated_data)
        return self.show(asked.pk, status=201)

    @extend_schema(responses={204: None, 409: BrokenRuleSerializer})
    def destroy(self, request: UserRequest, pk: str) -> Response:
        """Take a request back."""
        requests.withdraw(request=self.get_object())
        return Response(status=204)

    @extend_schema(request=None, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def accept(self, request: UserRequest, pk: str) -> Response:
        """Put both into each other's address book."""
        asked = self.get_object()
        requests.accept(request=asked, now=timezone.now())
        return self.show(asked.pk)

    @extend_schema(request=None, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def decline(self, request: UserRequest, pk: str) -> Response:
        """Refuse a request."""
        asked = self.get_object()
        requests.decline(request=asked, now=timezone.now())
        return self.show(asked.pk)

    def show(self, pk: int, status: int = 200) -> Response:
        """Answer with a request as the caller sees it."""
        return Response(self.get_serializer(self.get_queryset().get(pk=pk)).data, status=status)
