"""Rows are shown as DRF itself would show them."""

from datetime import timedelta, timezone

import pytest
from rest_framework import serializers

from calendars.models import Given, Invitation, Slot
from calendars.serializers.invitations import InvitationSerializer
from calendars.serializers.slots import SlotSerializer
from calendars.tests.factories import NINE, InvitationFactory, SlotFactory, invite
from oneonone.rows import utc

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


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (None, None),
        ("2026-03-02 09:00:00", "2026-03-02T09:00:00Z"),
        ("2026-03-02 09:00:00.000100", "2026-03-02T09:00:00.000100Z"),
        ("2026-03-02 09:00:00+00", "2026-03-02T09:00:00Z"),
        ("2026-03-02 14:30:00+05:30", "2026-03-02T09:00:00Z"),
        ("2026-03-02 09:00:00.0001+00", "2026-03-02T09:00:00.000100Z"),
        (NINE.replace(tzinfo=None), "2026-03-02T09:00:00Z"),
        (NINE.replace(microsecond=100), "2026-03-02T09:00:00.000100Z"),
    ],
)
def test_moment_is_shown_however_a_database_gives_it(moment, shown):
    assert utc(moment) == shown


def test_tuples_of_the_fields_are_shown_as_rows_are(alice):
    SlotFactory.create_batch(2)

    given = [Given._make(row) for row in Slot.objects.values_list(*Given._fields)]
    shown = SlotSerializer(given, many=True)

    assert SlotSerializer().show_all(given) == shown.data
    assert shown.data == SlotSerializer(Slot.objects.all(), many=True).data
