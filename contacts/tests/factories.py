"""Makes contacts."""

import factory

from accounts.tests.factories import UserFactory
from contacts.models import Contact


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    owner = factory.SubFactory(UserFactory)
    first_name = "Ana"
    email = factory.Sequence("ana{}@example.org".format)
