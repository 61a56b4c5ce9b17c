"""Contacts as calendars mention them."""

from accounts.models import User
from contacts.models import Contact
from oneonone.rows import RowSerializer


class InvitedContactSerializer(RowSerializer[Contact]):
    """A contact as the owner sees it beside an invitation."""

    class Meta:
        model = Contact
        fields = ["id", "first_name", "last_name", "email"]
        read_only_fields = fields


class OwnerSerializer(RowSerializer[User]):
    """Whose calendar it is."""

    class Meta:
        model = User
        fields = ["id", "first_name", "last_name"]
        read_only_fields = fields
