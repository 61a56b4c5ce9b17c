"""Serializer fields for passwords and pictures."""

from typing import Any

from django.contrib.auth import authenticate
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.fields import empty

from accounts import pictures

PASSWORD_LENGTH = 1024


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


class OwnPasswordInput(PasswordInput):
    """The password that the signed-in user has now."""

    def run_validation(self, data: Any = empty) -> Any:
        """Return the password. Raises ValidationError when it is another."""
        password = super().run_validation(data)
        request = self.context["request"]
        if authenticate(request, username=request.user.username, password=password) != request.user:
            raise serializers.ValidationError(gettext("The password is incorrect."))
        return password


class PictureInput(serializers.FileField):
    """An uploaded picture, drawn anew; null takes the picture away."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """Return the picture's bytes. Raises ValidationError when it is unfit."""
        upload = super().to_internal_value(data)
        try:
            return pictures.redraw(upload)
        except pictures.UnfitPicture as error:
            raise serializers.ValidationError(str(error)) from error
