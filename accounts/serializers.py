"""The shapes of accounts."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_noop
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed

from accounts.inputs import OwnPasswordInput, PasswordInput, PictureInput
from accounts.models import User
from accounts.services import accounts, addresses
from oneonone.fields import validate_time_zone
from oneonone.inputs import LineField, LowerCaseEmailInput
from oneonone.rows import RowSerializer

NAME_LENGTH = 150
TOKEN_LENGTH = 4096
MISMATCH = gettext_noop("Passwords must match.")


class UserSerializer(RowSerializer[User]):
    """What a user sees of the own account.

    ``mails_held`` counts the mails to others that wait until the address is proved.
    """

    mails_held = serializers.SerializerMethodField()

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
            "mails_held",
        ]
        read_only_fields = fields

    def get_mails_held(self, user: User) -> int:
        """Count them; without a query for those whose mails go."""
        return addresses.held_count(user)


class PersonSerializer(RowSerializer[User]):
    """What a user sees of another one."""

    class Meta:
        model = User
        fields = ["id", "username", "first_name", "last_name", "picture"]
        read_only_fields = fields


class AccountWriteSerializer(serializers.Serializer[User]):
    """What a user says about the own account, when it is opened and later."""

    username = serializers.CharField(max_length=NAME_LENGTH, validators=[ASCIIUsernameValidator()])
    email = LowerCaseEmailInput(max_length=254)
    first_name = LineField(max_length=NAME_LENGTH)
    last_name = LineField(max_length=NAME_LENGTH, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, required=False, validators=[validate_time_zone])


class SignupSerializer(AccountWriteSerializer):
    """A new account."""

    password = PasswordInput()
    password2 = PasswordInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check what takes several fields or the database, and report it all at once."""
        repeated = attrs.pop("password2")
        user = User(**{name: attrs[name] for name in ("username", "email", "first_name", "last_name")})
        _refuse(accounts.name_faults(user) | _password_faults("password", attrs["password"], repeated, user))
        return attrs


class ProfileWriteSerializer(AccountWriteSerializer):
    """Changes of an account; what is left out stays."""

    username = serializers.CharField(
        max_length=NAME_LENGTH, validators=[ASCIIUsernameValidator()], required=False
    )
    email = LowerCaseEmailInput(max_length=254, required=False)
    picture = PictureInput()


class LoginSerializer(serializers.Serializer[User]):
    """Credentials."""

    username = serializers.CharField(max_length=254, help_text="The username or the e-mail address.")
    password = PasswordInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Replace the credentials by their user. Raises AuthenticationFailed, the same for every reason."""
        user = authenticate(self.context["request"], **attrs)
        if user is None:
            raise AuthenticationFailed(gettext("No active account found with the given credentials"))
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


class PasswordChangeSerializer(serializers.Serializer[Any]):
    """A new password, asked for with the present one."""

    current_password = OwnPasswordInput()
    new_password = PasswordInput()
    new_password2 = PasswordInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the new password."""
        password, user = attrs["new_password"], self.context["request"].user
        _refuse(_password_faults("new_password", password, attrs["new_password2"], user))
        return {"password": password}


class EmailSerializer(serializers.Serializer[Any]):
    """An address."""

    email = LowerCaseEmailInput(max_length=254)


class LinkSerializer(serializers.Serializer[Any]):
    """What a mailed link consists of."""

    uid = serializers.CharField(max_length=64)
    token = serializers.CharField(max_length=128)


class PasswordResetSerializer(LinkSerializer):
    """A new password by a mailed link."""

    password = PasswordInput()
    password2 = PasswordInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Leave the repetition out; whose password it is, and whether it is strong, shows the link."""
        if attrs.pop("password2") != attrs["password"]:
            raise serializers.ValidationError({"password2": [gettext(MISMATCH)]})
        return attrs


class AccountDeletionSerializer(serializers.Serializer[Any]):
    """The user's consent."""

    password = OwnPasswordInput()


def _password_faults(field: str, password: str, repeated: str, user: User) -> dict[str, list[str]]:
    faults = {} if password == repeated else {f"{field}2": [gettext(MISMATCH)]}
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults[field] = list(error.messages)
    return faults


def _refuse(faults: dict[str, list[str]]) -> None:
    if faults:
        raise serializers.ValidationError(faults)
