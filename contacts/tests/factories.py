"""Makes contacts and requests."""

from datetime import UTC, datetime

import factory

from accounts.tests.factories import UserFactory
from contacts.models import Contact, ContactRequest


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    owner = factory.SubFactory(UserFactory)
    first_name = "Ana"
    email = factory.Sequence("ana{}@example.org".format)


class ContactRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactRequest

    sender = factory.SubFactory(UserFactory)
    recipient = factory.SubFactory(UserFactory)
    created_at = datetime(2026, 3, 2, 9, tzinfo=UTC)
