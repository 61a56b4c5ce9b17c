"""The shapes of the address book."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext, gettext_noop
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.inputs import PictureInput
from accounts.models import User
from accounts.serializers import PersonSerializer
from contacts.importing import files, lines
from contacts.importing.rows import Row, Skipped, Unreadable
from contacts.models import Contact, ContactRequest
from oneonone.inputs import LineField, LowerCaseEmailInput
from oneonone.rows import RowSerializer

NAME_LENGTH = 150
MAX_TEXT = 300_000
NOBODY = {
    "username": gettext_noop("There is no user with this username."),
    "email": gettext_noop("There is no user with this email."),
}


class ContactSerializer(RowSerializer[Contact]):
    """A contact as its owner sees it; ``user`` is the linked user's id."""

    class Meta:
        model = Contact
        fields = ["id", "first_name", "last_name", "email", "picture", "user", "created_at"]
        read_only_fields = fields


class ContactWriteSerializer(serializers.Serializer[Contact]):
    """What an owner writes."""

    first_name = LineField(max_length=NAME_LENGTH)
    last_name = LineField(max_length=NAME_LENGTH, allow_blank=True)
    email = LowerCaseEmailInput(max_length=254)
    picture = PictureInput()


class ContactRequestSerializer(RowSerializer[ContactRequest]):
    """A request as one of the two sees it; ``user`` is the other one."""

    direction = serializers.ChoiceField(ContactRequest.Direction.choices, read_only=True)
    user = serializers.SerializerMethodField()

    class Meta:
        model = ContactRequest
        fields = ["id", "direction", "user", "status", "created_at"]
        read_only_fields = fields

    @extend_schema_field(PersonSerializer)
    def get_user(self, request: ContactRequest) -> dict[str, Any]:
        """Return the other one."""
        is_outgoing = request.sender == self.context["request"].user
        other = request.recipient if is_outgoing else request.sender
        return PersonSerializer(other, context=self.context).data


class ContactRequestWriteSerializer(serializers.Serializer[Any]):
    """Whom to ask, by one of two names."""

    username = serializers.CharField(max_length=NAME_LENGTH, required=False)
    email = LowerCaseEmailInput(max_length=254, required=False)

    def validate(self, attrs: dict[str, str]) -> dict[str, User]:
        """Return the user so named."""
        if len(attrs) != 1:
            raise serializers.ValidationError(gettext("Give either a username or an email."))
        (field, name), *_ = attrs.items()
        # An address that nobody has proved must not tell whether somebody has signed up with it.
        found = (
            User.objects.named(name) if field == "username" else User.objects.verified().filter(email=name)
        )
        user = found.filter(is_active=True).first()
        if user is None:
            raise serializers.ValidationError({field: [gettext(NOBODY[field])]})
        return {"recipient": user}


class SkippedSerializer(serializers.Serializer[Any]):
    """A line that made no contact."""

    line = serializers.IntegerField()
    text = serializers.CharField()
    reason = serializers.CharField()


class ImportReportSerializer(serializers.Serializer[Any]):
    """What became of an import."""

    created = ContactSerializer(many=True)
    skipped = SkippedSerializer(many=True)


class ImportSerializer(serializers.Serializer[Any]):
    """Contacts as pasted text, or as a CSV file or vCards."""

    text = serializers.CharField(required=False, max_length=MAX_TEXT, help_text="Ana Lee <ana@example.org>")
    file = serializers.FileField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the ``rows`` that can become contacts, and the ``unfit`` others."""
        if len(attrs) != 1:
            raise serializers.ValidationError(gettext("Give either a text or a file."))
        (source, content), *_ = attrs.items()
        try:
            rows = lines.read(content) if source == "text" else files.read(content.read())
        except Unreadable as error:
            raise serializers.ValidationError({source: [str(error)]}) from error
        shape = ContactWriteSerializer()
        checked = [_checked(row, shape) for row in rows]
        return {
            "rows": [row for row in checked if isinstance(row, Row)],
            "unfit": [row for row in checked if isinstance(row, Skipped)],
        }


def _checked(row: Row, shape: ContactWriteSerializer) -> Row | Skipped:
    if row.fault:
        return Skipped.of(row, row.fault)
    if not row.email:
        return Skipped.of(row, gettext("There is no e-mail address."))
    try:
        fields = shape.run_validation(
            {"first_name": row.first_name, "last_name": row.last_name, "email": row.email}
        )
    except serializers.ValidationError as error:
        messages: Any = error.detail
        return Skipped.of(row, str(next(iter(messages.values()))[0]))
    return replace(row, **fields)
