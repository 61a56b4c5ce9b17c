"""Deadlines and dates that are written."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from rest_framework import serializers

from calendars.services.availability import FARTHEST
from oneonone.inputs import MomentField

TOO_FAR = gettext_noop("This is more than two years ahead.")


class DeadlineField(MomentField):
    """A moment to come; the one that is stored already may be over."""

    def to_internal_value(self, data: Any) -> datetime:
        """Return the moment."""
        moment = super().to_internal_value(data)
        now = timezone.now()
        if moment <= now and moment != getattr(self.parent.instance, self.source or "", None):
            raise serializers.ValidationError(gettext("The deadline must be in the future."))
        if moment > now + FARTHEST:
            raise serializers.ValidationError(gettext(TOO_FAR))
        return moment


class NearDateField(serializers.DateField):
    """A date from yesterday, as it may be today elsewhere, to two years ahead; or the stored one."""

    def to_internal_value(self, data: Any) -> date:
        """Return the date."""
        day = super().to_internal_value(data)
        today = timezone.now().date()
        if day < today - timedelta(days=1) and day != getattr(self.parent.instance, self.source or "", None):
            raise serializers.ValidationError(gettext("This date has passed."))
        if day > today + FARTHEST:
            raise serializers.ValidationError(gettext(TOO_FAR))
        return day
