"""Makes users."""

from datetime import UTC, datetime

import factory

from accounts.models import User

PASSWORD = "correct horse battery staple"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        verified = factory.Trait(email_verified_at=datetime(2026, 1, 1, tzinfo=UTC))

    username = factory.Sequence("user{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org".lower())
    password = factory.django.Password(PASSWORD)
