"""Opening an account and changing it."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import EMAIL_TAKEN, USERNAME_TAKEN, User
from oneonone.errors import InvalidFields


def sign_up(
    *, username: str, email: str, first_name: str, last_name: str, password: str, time_zone: str = "UTC"
) -> User:
    """Create a user. Raises InvalidFields when somebody else was quicker to take one of the names."""
    try:
        with transaction.atomic():
            return User.objects.create_user(
                username=username,
                email=email,
                first_name=first_name,
                last_name=last_name,
                password=password,
                time_zone=time_zone,
            )
    except IntegrityError as error:
        raise InvalidFields(taken_names(username=username, email=email)) from error


def change(*, user: User, **fields: Any) -> User:
    """Change columns of an account, given by name."""
    User.objects.filter(pk=user.pk).update(**fields)
    for name, value in fields.items():
        setattr(user, name, value)
    return user


def taken_names(*, username: str, email: str) -> dict[str, list[str]]:
    """Say which of the two names somebody is known by already: a log-in must never mean two people."""
    faults = {}
    if User.objects.known_as(username).exists():
        faults["username"] = [USERNAME_TAKEN]
    if User.objects.known_as(email).exists():
        faults["email"] = [EMAIL_TAKEN]
    return faults
