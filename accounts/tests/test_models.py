import pytest
from django.db import IntegrityError

from accounts.models import User
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_user_email_is_kept_in_lower_case():
    assert UserFactory(email="Ana@Example.ORG").email == "ana@example.org"


def test_username_is_unique_whatever_its_case():
    UserFactory(username="Ana")

    with pytest.raises(IntegrityError):
        UserFactory(username="ana", email="other@example.org")


def test_named_finds_a_user_whatever_the_case(alice, bob):
    assert list(User.objects.named("ALICE")) == [alice]
