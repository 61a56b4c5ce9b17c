"""Rows are shown as DRF itself would show them."""

from datetime import timedelta, timezone

import pytest
from rest_framework import serializers

from calendars.models import Invitation, Slot
from calendars.serializers.invitations import InvitationSerializer
from calendars.serializers.slots import SlotSerializer
from calendars.tests.factories import NINE, InvitationFactory, SlotFactory, invite

pytestmark = pytest.mark.django_db


def as_drf_shows(serializer, row):
    return serializers.ModelSerializer.to_representation(serializer, row)


def test_row_with_rows_inside_is_shown_as_drf_does(alice):
    invite(InvitationFactory(calendar__owner=alice).calendar, (9, 10, 3), (10, 11, 2))
    shown = [InvitationSerializer(row).data for row in Invitation.objects.with_answers()]

    assert [len(row["availability"]) for row in shown] == [0, 2]
    assert shown == [as_drf_shows(InvitationSerializer(), row) for row in Invitation.objects.with_answers()]


def test_moment_of_another_zone_is_shown_in_utc():
    slot = SlotFactory()
    slot.start = NINE.astimezone(timezone(timedelta(hours=2)))

    assert SlotSerializer(slot).data["start"] == "2026-03-02T09:00:00Z"
    assert Slot.objects.get().start == NINE
