"""Contacts as calendars mention them."""

from rest_framework import serializers

from accounts.models import User
from contacts.models import Contact


class InvitedContactSerializer(serializers.ModelSerializer[Contact]):
    """A contact as the owner sees it beside an invitation."""

    class Meta:
        model = Contact
        fields = ["id", "first_name", "last_name", "email"]
        read_only_fields = fields


class OwnerSerializer(serializers.ModelSerializer[User]):
    """Whose calendar it is."""

    class Meta:
        model = User
        fields = ["id", "first_name", "last_name"]
        read_only_fields = fields
