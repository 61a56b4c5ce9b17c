"""Those whom suggestions are about; their keys are the ids of invitations."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Self

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from calendars.models import Calendar
from calendars.serializers.contacts import InvitedContactSerializer


@dataclass(frozen=True, slots=True)
class Cast:
    """Hold what is told of each invitation of a calendar, by its id: the contact, and a name to call them."""

    zone: str
    contacts: dict[int, dict[str, Any]]
    names: dict[int, str]

    @classmethod
    def of(cls, calendar: Calendar) -> Self:
        """Look everybody up once; those who share a first name are called by their full name."""
        contacts = {each.pk: each.contact for each in calendar.invitations.all()}
        show = InvitedContactSerializer().to_representation
        first_names = Counter(contact.first_name for contact in contacts.values())
        return cls(
            zone=calendar.time_zone,
            contacts={pk: show(contact) for pk, contact in contacts.items()},
            names={
                pk: contact.first_name if first_names[contact.first_name] == 1 else contact.full_name
                for pk, contact in contacts.items()
            },
        )


class CastSerializer(serializers.Serializer[Any]):
    """Something that is told with names."""

    @property
    def cast(self) -> Cast:
        """Return the people of the calendar."""
        cast: Cast = self.context["cast"]
        return cast


class InvolvedSerializer(CastSerializer):
    """An invitation that a suggestion mentions."""

    invitation = serializers.IntegerField(source="key")
    contact = serializers.SerializerMethodField()

    @extend_schema_field(InvitedContactSerializer)
    def get_contact(self, involved: Any) -> dict[str, Any]:
        """Return the contact."""
        return self.cast.contacts[involved.key]
