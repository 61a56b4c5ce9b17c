import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from calendars.models import Calendar, Invitation, LogEntry, Meeting, Slot
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_load_scale_makes_answered_calendars():
    call_command("load_scale", calendars=20, invitees=6, force=True)

    counts = {
        model.__name__: model.objects.count() for model in (User, Calendar, Invitation, LogEntry, Meeting)
    }
    assert counts == {"User": 1, "Calendar": 20, "Invitation": 120, "LogEntry": 120, "Meeting": 10}
    assert Slot.objects.of_owner().count() == 100
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}


def test_load_scale_leaves_nobody_without_times():
    call_command("load_scale", calendars=2, invitees=6, force=True)

    assert not Invitation.objects.filter(slots=None).exists()


def test_load_scale_refuses_a_database_in_use(alice):
    with pytest.raises(CommandError, match="has users"):
        call_command("load_scale", calendars=1, invitees=1, force=True)


def test_load_scale_refuses_a_server_unless_it_is_forced(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="--force"):
        call_command("load_scale", calendars=1, invitees=1)
