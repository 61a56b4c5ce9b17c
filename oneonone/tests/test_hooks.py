"""What settings name is there, and the worker really asks it."""

from email.utils import parseaddr

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from accounts.tests.factories import PASSWORD
from calendars import emails, links
from calendars.models import Invitation
from calendars.services import answers, invitations
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from mail import outbox
from mail.models import OutgoingMail
from mail.worker import Worker

NAMED = [
    *settings.EMAIL_VERIFIED_HOOKS,
    *settings.ACCOUNT_CLAIMED_HOOKS,
    *settings.WORKER_CHORES,
    *settings.CONTACT_ADDRESS_HOOKS,
    *settings.ACCOUNT_DELETION_HOOKS,
    *settings.MAIL_LOOKUPS.values(),
]
A_DAY_BEFORE = at(9, days=-1)


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, deadline=at(9))


def drain(now):
    return Worker(clock=lambda: now, chance=lambda: 0.0, interval=0).drain()


def addressees(mails):
    """Return the addresses that mails went to."""
    return [parseaddr(address)[1] for mail in mails for address in mail.to]


def states():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "state"))


@pytest.mark.parametrize("name", NAMED)
def test_what_settings_name_can_be_called(name):
    assert callable(import_string(name))


@pytest.mark.parametrize("template", settings.MAIL_LOOKUPS)
def test_templates_that_settings_name_are_there(template):
    assert (settings.BASE_DIR / f"templates/emails/{template}.txt").is_file()


def test_worker_sends_a_new_link_to_who_has_answered(calendar, mailoutbox):
    invitation = invitations.resend(invitation=invite(calendar, (9, 10, 3)), now=A_DAY_BEFORE)

    sent = drain(A_DAY_BEFORE)

    assert (sent, states()) == (1, [("invitation", "sent")])
    assert [links.respond_url(invitation) in mail.body for mail in mailoutbox] == [True]


def test_worker_leaves_unsent_the_reminder_of_who_has_answered_meanwhile(calendar, mailoutbox):
    invitation, other = invite(calendar), invite(calendar)
    invitations.remind_all(calendar=calendar, now=A_DAY_BEFORE)
    slots = [SlotFactory.build(calendar=calendar, invitation=invitation)]
    answers.answer(invitation=invitation, slots=slots, now=A_DAY_BEFORE)
    assert states() == [("reminder", "queued"), ("reminder", "queued")]

    drain(A_DAY_BEFORE)

    assert states() == [("reminder", "superseded"), ("reminder", "sent")]
    assert addressees(mailoutbox) == [other.contact.email]


def test_worker_reminds_the_missing_near_the_deadline_by_itself(calendar, mailoutbox):
    missing = invite(calendar)
    invite(calendar, (9, 10, 3))

    sent = [drain(now) for now in (NOW, at(8, days=-2), at(9, days=-2), A_DAY_BEFORE)]

    assert (sent, states()) == ([0, 0, 1, 0], [("reminder", "sent")])
    assert addressees(mailoutbox) == [missing.contact.email]
    assert Invitation.objects.get(pk=missing.pk).reminded_at == at(9, days=-2)


def test_worker_leaves_unsent_what_tells_of_a_meeting_that_is_over(db, mailoutbox):
    meeting = MeetingFactory(confirmed=True)
    outbox.post([emails.meeting(meeting, now=A_DAY_BEFORE)])

    sent = drain(meeting.end)

    assert (sent, mailoutbox) == (0, [])
    assert states() == [("meeting", "superseded")]


def test_new_address_of_a_contact_is_mailed_a_link_that_works(
    calendar, api, api_as, mailoutbox, time_machine
):
    time_machine.move_to(NOW, tick=False)
    invitation = invite(calendar)
    old = links.token(invitation)

    api_as(calendar.owner).patch(f"/api/v1/contacts/{invitation.contact_id}/", {"email": "new@example.org"})
    drain(NOW)

    invitation.refresh_from_db()
    assert addressees(mailoutbox) == ["new@example.org"]
    assert links.respond_url(invitation) in mailoutbox[0].body
    assert [api.get(f"/api/v1/respond/{token}/").status_code for token in (old, links.token(invitation))] == [
        404,
        200,
    ]


def test_meetings_of_an_account_that_is_deleted_are_cancelled(calendar, api_as, mailoutbox, time_machine):
    time_machine.move_to(NOW, tick=False)
    meeting = MeetingFactory(invitation=invite(calendar, (9, 10, 3)), confirmed=True)

    api_as(calendar.owner).delete("/api/v1/accounts/profile/", {"password": PASSWORD})
    drain(NOW)

    assert addressees(mailoutbox) == [meeting.invitation.contact.email]
    assert mailoutbox[0].extra_headers["X-Template"] == "meeting_cancelled"
