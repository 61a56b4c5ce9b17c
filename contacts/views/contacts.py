"""The contacts themselves."""

from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from accounts.models import User
from accounts.requests import UserRequest
from accounts.serializers import PersonSerializer
from contacts.models import Contact
from contacts.serializers import (
    ContactSerializer,
    ContactWriteSerializer,
    ImportReportSerializer,
    ImportSerializer,
)
from contacts.services import contacts, imports
from oneonone.pages import LENGTH, PromptListMixin
from oneonone.parsers import BoundedJSONParser, BoundedMultiPartParser
from oneonone.schema import BrokenRuleSerializer
from oneonone.statements import HOW_MANY, Statement

# Who is invited is mailed a new link at a new address.
CHANGED = {200: ContactSerializer, 409: BrokenRuleSerializer, 429: BrokenRuleSerializer}


class Row(NamedTuple):
    """A contact in a list."""

    id: int
    first_name: str
    last_name: str
    email: str
    picture: Any
    user: int | None
    created_at: Any


def _own(owner: Any) -> QuerySet[Contact]:
    return Contact.objects.filter(owner=owner).alive()


_first = Statement(lambda owner: _own(owner).values_list(*Row._fields)[: LENGTH + 1], owner=BigIntegerField())
_count = Statement(lambda owner: _own(owner).order_by().values_list(HOW_MANY), owner=BigIntegerField())


@extend_schema_view(
    list=extend_schema(description="List the own contacts."),
    retrieve=extend_schema(description="Show a contact."),
)
class ContactViewSet(PromptListMixin, RetrieveModelMixin, GenericViewSet[Contact]):
    request: UserRequest
    queryset = Contact.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = ContactSerializer
    parser_classes = (BoundedJSONParser, BoundedMultiPartParser)
    search_fields = ("first_name", "last_name", "email", "user__username")
    ordering_fields = ("first_name", "last_name", "email", "created_at")

    def get_queryset(self) -> QuerySet[Contact]:
        """Return the caller's contacts."""
        return Contact.objects.owned_by(self.request.user)

    def first_rows(self) -> list[Any]:
        """Return the caller's contacts that come first by name."""
        return [_listed(*row) for row in _first(owner=self.request.user.pk)]

    def count(self) -> int:
        """Return how many contacts the caller has."""
        [(count,)] = _count(owner=self.request.user.pk)
        return int(count)

    @extend_schema(request=ContactWriteSerializer, responses={201: ContactSerializer})
    def create(self, request: UserRequest) -> Response:
        """Add a contact."""
        contact = contacts.add(owner=request.user, **self.read_body())
        return Response(self.get_serializer(contact).data, status=201)

    @extend_schema(request=ContactWriteSerializer, responses=CHANGED)
    def update(self, request: UserRequest, pk: str, **options: Any) -> Response:
        """Change a contact."""
        contact = contacts.change(contact=self.get_object(), now=timezone.now(), **self.read_body(**options))
        return Response(self.get_serializer(contact).data)

    @extend_schema(request=ContactWriteSerializer, responses=CHANGED)
    def partial_update(self, request: UserRequest, pk: str) -> Response:
        """Change some of a contact."""
        return self.update(request, pk, partial=True)

    @extend_schema(responses={204: None, 409: BrokenRuleSerializer})
    def destroy(self, request: UserRequest, pk: str) -> Response:
        """Remove a contact that no open calendar mentions."""
        contacts.remove(contact=self.get_object(), now=timezone.now())
        return Response(status=204)

    @extend_schema(responses=PersonSerializer)
    @action(detail=True)
    def profile(self, request: UserRequest, pk: str) -> Response:
        """Show what the linked user says of themselves; 404 where there is none."""
        person = get_object_or_404(User.objects.filter(is_active=True), pk=self.get_object().user_id)
        return Response(PersonSerializer(person, context=self.get_serializer_context()).data)

    @extend_schema(request=ImportSerializer, responses=ImportReportSerializer)
    @action(detail=False, methods=["post"], url_path="import", pagination_class=None, filter_backends=[])
    def import_many(self, request: UserRequest) -> Response:
        """Add many contacts at once: pasted lines, a CSV file with a header, or vCards."""
        report = imports.add_all(owner=request.user, **self.read_body(ImportSerializer))
        return Response(ImportReportSerializer(report, context=self.get_serializer_context()).data)

    def read_body(
        self, shape: type[BaseSerializer[Any]] = ContactWriteSerializer, **options: Any
    ) -> dict[str, Any]:
        """Return the validated body."""
        serializer = shape(data=self.request.data, **options)
        serializer.is_valid(raise_exception=True)
        fields: dict[str, Any] = serializer.validated_data
        return fields


def _listed(*columns: Any) -> Row:
    row = Row(*columns)
    return row._replace(picture=Contact(picture=row.picture).picture) if row.picture else row
