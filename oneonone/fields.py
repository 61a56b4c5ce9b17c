"""Columns that more than one app uses: addresses and time zones."""

import functools
import zoneinfo
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from oneonone.addresses import one_spelling

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
    _EmailField = models.EmailField[str, str]
else:
    _CharField, _EmailField = models.CharField, models.EmailField

# Names of the tz database's machinery rather than of places.
_NOT_PLACES = {"Factory", "localtime", "posixrules"}


@functools.cache
def time_zones() -> frozenset[str]:
    """Return the names of the IANA time zones."""
    return frozenset(zoneinfo.available_timezones() - _NOT_PLACES)


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless ``name`` is an IANA time zone."""
    if name not in time_zones():
        raise ValidationError(gettext("Not a time zone: use a name such as Europe/Berlin."), code="invalid")


class LowerCaseEmailField(_EmailField):
    """An address kept in one spelling, so that uniqueness ignores case and the like on every database."""

    def get_prep_value(self, value: Any) -> Any:
        """Return the stored form."""
        prepared = super().get_prep_value(value)
        return one_spelling(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Put the stored form on the instance as well."""
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class TimeZoneField(_CharField):
    """The name of an IANA time zone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("default", "UTC")
        kwargs.setdefault("validators", [validate_time_zone])
        super().__init__(**kwargs)
