"""What somebody can cause again and again is bounded, and reaches nobody who wants none of it."""

import ast
import inspect
from pathlib import Path

import pytest
from django.core import mail as outside

from accounts.services import allowances
from calendars import emails, links, services
from calendars.models import Proposal, Suppression
from calendars.services import meetings, proposals, schedules
from calendars.services.bookings import Booking
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory, at
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail
from mail.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

UNCOUNTED = {
    "answers.decline meeting_declined": "one for each meeting, whose mail to the invitee was counted",
    "meetings.put meeting": "moving counts; agreeing to a proposal follows one that was counted",
    "proposals.accept proposal_answered": "one for each proposal, which was counted",
    "proposals.decline proposal_answered": "one for each proposal, which was counted",
    "reminders._remind_some reminder": "the clock sends it, one in 36 hours",
    "reminders._tell_owner deadline_passed": "the clock sends it, to the owner who sets the deadline",
    "schedules._finalize meeting": "one for each invitation or reopening, which counted",
    "schedules._finalize no_meeting": "one for each invitation or reopening, which counted",
    "schedules._finalize owner_summary": "to the owner who finalizes",
}


@pytest.fixture
def meeting(settings, alice):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(17))
    ana = ContactFactory(owner=alice, email="ana@example.org")
    invitation = InvitationFactory(calendar=calendar, contact=ana, responded=True)
    SlotFactory(invitation=invitation, start=at(9), end=at(17))
    return MeetingFactory(invitation=invitation, start=at(9), confirmed=True)


def propose_and_withdraw(client, path, meeting):
    proposals = f"{path}meetings/{meeting.pk}/proposals/"
    asked = yield client.post(proposals, {"start": at(10), "message": "Buy this."})
    yield client.delete(f"{proposals}{asked.json()['id']}/")


def move_there_and_back(client, path, meeting):
    yield client.patch(f"{path}meetings/{meeting.pk}/", {"start": at(10)})
    yield client.patch(f"{path}meetings/{meeting.pk}/", {"start": at(9)})


def reopen_and_finalize(client, path, meeting):
    if meeting.calendar.finalized_at is None:
        meeting.calendar.finalized_at = NOW
        yield client.post(f"{path}finalize/")
    yield client.post(f"{path}reopen/")
    yield client.post(
        f"{path}finalize/", {"meetings": [{"invitation": meeting.invitation_id, "start": at(9)}]}
    )


def cancel_and_confirm(client, path, meeting):
    standing = meeting.calendar.meetings.confirmed().get()
    yield client.delete(f"{path}meetings/{standing.pk}/")
    draft = MeetingFactory(invitation=meeting.invitation, start=at(9))
    yield client.post(f"{path}meetings/{draft.pk}/confirm/")


def until_refused(do, *arguments):
    """Do it again and again, with every mail sent at once, and return the first answer that is no success."""
    for _ in range(allowances.MAILS_TO_ADDRESS + 2):
        steps = do(*arguments)
        response = next(steps)
        while response.status_code < 300:
            Worker().drain()
            try:
                response = steps.send(response)
            except StopIteration:
                break
        else:
            return response
    return None


@pytest.mark.parametrize(
    "do", [propose_and_withdraw, move_there_and_back, reopen_and_finalize, cancel_and_confirm]
)
def test_owner_can_flood_nobody_by_doing_things_again_and_again(alice, api_as, meeting, monkeypatch, do):
    monkeypatch.setattr(allowances, "MAILS_TO_ADDRESS", 7)
    path = f"/api/v1/calendars/{meeting.calendar_id}/"

    response = until_refused(do, api_as(alice), path, meeting)

    assert (response.status_code, response.json()["code"]) == (429, "too_many_mails")
    assert 0 < int(response["Retry-After"]) <= 24 * 3600
    received = [each for each in outside.outbox if "ana@example.org" in each.to[0]]
    # The last one may be a cancelling, which is never refused.
    assert len(received) in {allowances.MAILS_TO_ADDRESS, allowances.MAILS_TO_ADDRESS + 1}


def test_owner_who_has_sent_enough_can_still_cancel(alice, api_as, meeting):
    allowances.spend(user=alice, addresses=["ana@example.org"] * allowances.MAILS_TO_ADDRESS, now=NOW)

    response = api_as(alice).delete(f"/api/v1/calendars/{meeting.calendar_id}/meetings/{meeting.pk}/")

    assert response.status_code == 204
    assert OutgoingMail.objects.get().template == "meeting_cancelled"


def test_first_finalizing_is_not_refused_however_many_mails_were_sent(alice, meeting):
    meeting.delete()
    allowances.spend(user=alice, addresses=["ana@example.org"] * allowances.MAILS_TO_ADDRESS, now=NOW)

    schedules.finalize(calendar=meeting.calendar, bookings=[Booking(meeting.invitation_id, at(9))], now=NOW)

    assert OutgoingMail.objects.filter(template="meeting").count() == 1


def test_who_wants_no_questions_gets_no_proposals_but_moves_without_the_owners_words(alice, meeting):
    meeting.calendar.description = "Buy this."
    meeting.calendar.save()
    Suppression.objects.create(owner=alice, email="ana@example.org", created_at=NOW)
    proposals.propose(meeting=meeting, side=Proposal.Side.OWNER, start=at(10), message="Buy that.", now=NOW)
    Worker().drain()
    meetings.move(meeting=meeting, start=at(11), now=NOW)
    meetings.cancel(meeting=meeting, now=NOW)
    Worker().drain()

    assert set(OutgoingMail.objects.values_list("template", "state")) == {
        ("proposal", "superseded"),
        ("meeting", "superseded"),
        ("meeting_cancelled", "sent"),
    }
    assert not any("Buy" in str(each.message()) for each in outside.outbox)


def test_invitee_can_ask_the_owner_only_so_often_a_day(api, meeting):
    path = f"/api/v1/respond/{links.token(meeting.invitation)}/proposals/"
    for _ in range(allowances.MAILS_TO_OWNER):
        asked = api.post(path, {"start": at(10)})
        api.delete(f"{path}{asked.json()['id']}/")

    response = api.post(path, {"start": at(10)})

    assert (asked.status_code, response.status_code, response.json()["code"]) == (201, 429, "too_many_mails")
    assert int(response["Retry-After"]) == 24 * 3600
    assert OutgoingMail.objects.count() == allowances.MAILS_TO_OWNER


def test_invitee_who_comes_and_goes_is_news_only_so_often_a_day(api, alice, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    invitation = InvitationFactory(calendar=CalendarFactory(owner=alice))
    path = f"/api/v1/respond/{links.token(invitation)}/"
    answers = []
    for _ in range(allowances.MAILS_TO_OWNER + 5):
        answers += [api.post(f"{path}decline/"), api.post(f"{path}accept/")]

    assert {each.status_code for each in answers} == {200}
    assert OutgoingMail.objects.filter(template="all_answered").count() == allowances.MAILS_TO_OWNER


def posted():
    """Yield each mail that a service posts: by which function, and whether it is counted."""
    for module in sorted(Path(services.__file__).parent.glob("*.py")):
        for function in ast.walk(ast.parse(module.read_text())):
            if isinstance(function, ast.FunctionDef):
                counted = {
                    id(inner)
                    for call in ast.walk(function)
                    if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("postage.")
                    for inner in ast.walk(call)
                }
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("emails."):
                        name = ast.unparse(call.func).removeprefix("emails.")
                        yield f"{module.stem}.{function.name} {name}", name, id(call) in counted


def test_every_mail_is_counted_or_has_a_reason_not_to_be():
    mails = {
        name
        for name, function in inspect.getmembers(emails, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(function).return_annotation is OutgoingMail
    }
    found = [each for each in posted() if each[1] in mails]

    assert {place for place, _, is_counted in found if not is_counted} == UNCOUNTED.keys()
    assert {name for _, name, _ in found} == mails
