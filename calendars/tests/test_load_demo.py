from collections import Counter
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.tests.factories import UserFactory
from calendars.management.commands.load_demo import load
from calendars.models import Calendar, Invitation, Meeting, Slot
from contacts.models import Contact
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 3, 20, 20, tzinfo=UTC)  # the clocks go forward on the 29th


def printed(capsys):
    call_command("load_demo")
    return capsys.readouterr().out


def test_demo_shows_an_open_and_a_finalized_calendar(db):
    load(now=FRIDAY)

    calendars = Calendar.objects.order_by("status").values_list("name", "status", "owner__username")
    assert list(calendars) == [("Project reviews", "finalized", "demo"), ("Thesis talks", "open", "demo")]
    assert Counter(Invitation.objects.filter(calendar__status="open").values_list("status", flat=True)) == {
        "responded": 4,
        "pending": 2,
        "accepted": 1,
        "declined": 1,
    }
    assert Counter(Meeting.objects.values_list("status", flat=True)) == {"confirmed": 3}
    assert Contact.objects.filter(owner__username="demo").count() == 8


def test_demo_queues_its_mails_as_in_real_life(db):
    load(now=FRIDAY)

    mails = OutgoingMail.objects.due(FRIDAY).values_list("template", flat=True)
    assert Counter(mails) == {
        "invitation": 8,
        "meeting": 3,
        "no_meeting": 1,
        "owner_summary": 1,
        "all_answered": 1,
    }


def test_demo_keeps_working_hours_across_a_clock_change(db):
    load(now=FRIDAY)

    first, last = Slot.objects.of_owner().first(), Slot.objects.of_owner().last()
    assert (first.start, last.start) == (
        datetime(2026, 3, 25, 12, tzinfo=UTC),  # Wednesday, 13:00 in winter
        datetime(2026, 4, 3, 12, tzinfo=UTC),  # the Friday of the week after, 14:00 in summer
    )


def test_load_demo_says_how_to_get_in(settings, capsys):
    settings.DEBUG = True

    lines = [line.split(maxsplit=1)[0] for line in printed(capsys).splitlines()]

    assert lines == ["OneOnOne", "API", "Admin", "Admin", "Demo", "Respond", "Mails"]


def test_load_demo_prints_logins_that_work(settings, capsys, client, api):
    settings.DEBUG = True
    printed(capsys)

    demo = api.post("/api/v1/accounts/login/", {"username": "demo", "password": "demo-oneonone"})

    assert demo.status_code == 200
    assert client.login(username="admin", password="admin-oneonone")
    assert client.get("/admin/").status_code == 200


def test_load_demo_again_changes_nothing(settings, capsys):
    settings.DEBUG = True
    first = printed(capsys)
    slots = list(Slot.objects.values_list("pk", flat=True))

    assert printed(capsys) == first
    assert list(Slot.objects.values_list("pk", flat=True)) == slots


def test_load_demo_leaves_other_users_alone(settings, capsys):
    settings.DEBUG = True
    UserFactory(username="alice")

    lines = [line.split(maxsplit=1)[0] for line in printed(capsys).splitlines()]

    assert lines == ["OneOnOne", "API", "Admin", "Mails"]
    assert list(User.objects.values_list("username", flat=True)) == ["alice"]


def test_load_demo_is_refused_outside_debug(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG only"):
        call_command("load_demo")

    assert User.objects.count() == 0
