"""The shapes of accounts."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import User
from accounts.services import accounts
from oneonone.fields import validate_time_zone
from oneonone.inputs import LineField, LowerCaseEmailInput

NAME_LENGTH = 150
PASSWORD_LENGTH = 1024
TOKEN_LENGTH = 4096


class UserSerializer(serializers.ModelSerializer[User]):
    """What a user sees of the own account."""

    class Meta:
        model = User
        fields = [
            "id",
            "username",
            "email",
            "first_name",
            "last_name",
            "time_zone",
            "picture",
            "email_verified",
        ]
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer[User]):
    """What a user sees of another one."""

    class Meta:
        model = User
        fields = ["id", "username", "first_name", "last_name", "picture"]
        read_only_fields = fields


class PasswordInput(serializers.CharField):
    """A password, every space of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            write_only=True,
            trim_whitespace=False,
            max_length=PASSWORD_LENGTH,
            style={"input_type": "password"},
            **kwargs,
        )


class ProfileWriteSerializer(serializers.Serializer[User]):
    """What a user may change on the own account."""

    first_name = LineField(max_length=NAME_LENGTH)
    last_name = LineField(max_length=NAME_LENGTH, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, required=False, validators=[validate_time_zone])


class SignupSerializer(ProfileWriteSerializer):
    """A new account."""

    username = serializers.CharField(max_length=NAME_LENGTH, validators=[ASCIIUsernameValidator()])
    email = LowerCaseEmailInput(max_length=254)
    password = PasswordInput()
    password2 = PasswordInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check what takes several fields or the database, and report it all at once."""
        repeated = attrs.pop("password2")
        faults = accounts.taken_names(username=attrs["username"], email=attrs["email"])
        faults = _borrowed_username(attrs) | faults | _weak_password(attrs)
        if repeated != attrs["password"]:
            faults["password2"] = ["Passwords must match."]
        if faults:
            raise serializers.ValidationError(faults)
        return attrs


class LoginSerializer(serializers.Serializer[User]):
    """Credentials."""

    username = serializers.CharField(max_length=254, help_text="The username or the e-mail address.")
    password = PasswordInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Replace the credentials by their user. Raises AuthenticationFailed, the same for every reason."""
        user = authenticate(self.context["request"], **attrs)
        if user is None:
            raise AuthenticationFailed("No active account found with the given credentials")
        return {"user": user}


class RefreshSerializer(serializers.Serializer[Any]):
    """A refresh token."""

    refresh = serializers.CharField(max_length=TOKEN_LENGTH)


class TokenSerializer(serializers.Serializer[Any]):
    """A token of either kind."""

    token = serializers.CharField(max_length=TOKEN_LENGTH)


class TokenPairSerializer(serializers.Serializer[Any]):
    """What a log-in or a refresh gives."""

    access = serializers.CharField()
    refresh = serializers.CharField()


def _borrowed_username(attrs: dict[str, Any]) -> dict[str, list[str]]:
    """Refuse somebody's address as a username even before that somebody signs up."""
    username = attrs["username"].lower()
    try:
        validate_email(username)
    except ValidationError:
        return {}
    if username == attrs["email"]:
        return {}
    return {"username": ["A username that is an e-mail address must be your own."]}


def _weak_password(attrs: dict[str, Any]) -> dict[str, list[str]]:
    names = ("username", "email", "first_name", "last_name")
    try:
        validate_password(attrs["password"], User(**{name: attrs[name] for name in names}))
    except ValidationError as error:
        return {"password": list(error.messages)}
    return {}
