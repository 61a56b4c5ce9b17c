"""The shapes of the address book."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.inputs import PictureInput
from accounts.models import User
from accounts.serializers import PersonSerializer
from contacts.models import Contact, ContactRequest
from oneonone.inputs import LineField, LowerCaseEmailInput

NAME_LENGTH = 150


class ContactSerializer(serializers.ModelSerializer[Contact]):
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


class ContactRequestSerializer(serializers.ModelSerializer[ContactRequest]):
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
            raise serializers.ValidationError("Give either a username or an email.")
        (field, name), *_ = attrs.items()
        found = User.objects.named(name) if field == "username" else User.objects.filter(email=name)
        user = found.filter(is_active=True).first()
        if user is None:
            raise serializers.ValidationError({field: [f"There is no user with this {field}."]})
        return {"recipient": user}
