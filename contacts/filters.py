"""What lists of the address book can be narrowed to."""

from django_filters import rest_framework as filters

from contacts.models import ContactRequest


class ContactRequestFilter(filters.FilterSet):  # type: ignore[misc] # the library has no types
    """Requests by direction and by status."""

    direction = filters.ChoiceFilter(choices=ContactRequest.Direction.choices)

    class Meta:
        model = ContactRequest
        fields = ["direction", "status"]
