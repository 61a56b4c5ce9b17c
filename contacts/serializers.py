"""The shapes of the address book."""

from rest_framework import serializers

from contacts.models import Contact
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
