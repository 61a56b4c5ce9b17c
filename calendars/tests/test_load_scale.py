import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from calendars.models import Calendar, Invitation, LogEntry, Meeting, Slot
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_load_scale_makes_answered_calendars():
    call_command("load_scale", calendars=20, invitees=6, force=True)

    counts = {model.__name__: model.objects.count() for model in (User, Calendar, Invitation, Meeting)}
    assert counts == {"User": 1, "Calendar": 20, "Invitation": 120, "Meeting": 10}
    assert Slot.objects.of_owner().count() == 100
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}


def test_load_scale_has_each_second_open_calendar_wait_for_somebody():
    call_command("load_scale", calendars=20, invitees=6, force=True)

    waiting = Calendar.objects.filter(invitations__in=Invitation.objects.unanswered()).distinct()
    assert waiting.exclude(status="open").exists() is False
    assert waiting.exclude(deadline=None).count() == waiting.count() == 8
    answered = Invitation.objects.filter(status="responded")
    assert not answered.filter(slots=None).exists()
    assert LogEntry.objects.count() == answered.count()


def test_meetings_lie_within_what_both_gave():
    call_command("load_scale", calendars=20, invitees=6, force=True)

    for meeting in Meeting.objects.all():
        times = meeting.invitation.slots.filter(start__lte=meeting.start, end__gte=meeting.end)
        assert [slot.preference for slot in times] == [meeting.invitee_preference]


def test_load_scale_makes_one_who_has_hoarded():
    call_command("load_scale", calendars=1, invitees=1, hoard=300, force=True)

    hoarder = User.objects.get(username="hoarder")
    assert (hoarder.contacts.count(), hoarder.calendars.count()) == (300, 3)
    assert hoarder.calendars.earliest("pk").log.count() == 300


def test_load_scale_refuses_a_database_in_use(alice):
    with pytest.raises(CommandError, match="has users"):
        call_command("load_scale", calendars=1, invitees=1, force=True)


def test_load_scale_refuses_a_server_unless_it_is_forced(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="--force"):
        call_command("load_scale", calendars=1, invitees=1)
