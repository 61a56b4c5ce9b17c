"""What mails are asked once more, and given, when they are about to be sent."""

from datetime import timedelta

import pytest

from calendars import emails, links, lookups
from calendars.models import Calendar, Invitation, Proposal, Suppression
from calendars.services import answers
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, at
from mail import delivery
from mail.lookups import NOTHING, Fresh
from mail.models import OutgoingMail
from mail.rendering import render

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DEADLINE = at(9)
HOME = "http://127.0.0.1:8000/"


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, deadline=DEADLINE)


@pytest.fixture
def invitation(calendar):
    return InvitationFactory(calendar=calendar)


def asking(invitation):
    """Return what a mail gets that asks the invitee."""
    return Fresh(
        {"respond_url": links.respond_url(invitation)},
        {
            "List-Unsubscribe": f"<{links.unsubscribe_url(invitation.contact)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


@pytest.mark.parametrize("template", ["invitation", "reminder"])
def test_who_is_asked_is_given_links_at_the_cost_of_one_query(
    invitation, template, django_assert_num_queries
):
    mail = getattr(emails, template)(invitation, now=NOW)

    with django_assert_num_queries(1):
        fresh = getattr(lookups, template)(mail, now=NOW)

    assert fresh == asking(invitation)


@pytest.mark.parametrize(
    "change",
    [{"status": "responded", "responded_at": NOW}, {"status": "declined"}, {"deadline": DEADLINE - HOUR}],
)
def test_who_answered_or_cannot_is_not_reminded_but_given_a_link(invitation, change):
    reminder, asked = emails.reminder(invitation, now=NOW), emails.invitation(invitation, now=NOW)
    Invitation.objects.update(**change)

    assert lookups.reminder(reminder, now=DEADLINE - HOUR) is None
    assert lookups.invitation(asked, now=DEADLINE - HOUR) == asking(invitation)


def test_nobody_is_reminded_after_the_deadline(invitation):
    mail = emails.reminder(invitation, now=NOW)

    assert lookups.reminder(mail, now=DEADLINE - HOUR) is not None
    assert lookups.reminder(mail, now=DEADLINE) is None


def replace_link(invitation):
    Invitation.objects.update(generation=2)


def remove(invitation):
    invitation.delete()


def finalize(invitation):
    Calendar.objects.update(status="finalized", finalized_at=NOW)


def unsubscribe(invitation):
    email = invitation.contact.email
    Suppression.objects.create(owner=invitation.calendar.owner, email=email, created_at=NOW)


@pytest.mark.parametrize("event", [replace_link, remove, finalize, unsubscribe])
@pytest.mark.parametrize("template", ["invitation", "reminder"])
def test_nobody_is_asked_in_vain(invitation, template, event):
    mail = getattr(emails, template)(invitation, now=NOW)

    event(invitation)

    assert getattr(lookups, template)(mail, now=NOW) is None


def test_mail_about_a_meeting_is_given_the_link_until_the_meeting_is_over(
    invitation, django_assert_num_queries
):
    meeting = MeetingFactory(invitation=invitation, confirmed=True)
    mail = emails.meeting(meeting, now=NOW)

    with django_assert_num_queries(1):
        fresh = lookups.meeting(mail, now=meeting.end - HOUR)

    assert fresh == Fresh({"respond_url": links.respond_url(invitation)})
    assert lookups.meeting(mail, now=meeting.end) is None


def test_mail_about_a_meeting_leads_home_once_the_link_is_replaced(invitation):
    mail = emails.meeting(MeetingFactory(invitation=invitation, confirmed=True), now=NOW)

    replace_link(invitation)
    fresh = lookups.meeting(mail, now=NOW)

    assert fresh == NOTHING
    assert f"\n{HOME}\n" in render(mail, fresh=fresh).text


def test_cancellation_is_sent_until_the_meeting_is_over(invitation):
    meeting = MeetingFactory(invitation=invitation, confirmed=True)
    mail = emails.meeting_cancelled(meeting, now=NOW)

    assert lookups.meeting_cancelled(mail, now=meeting.end - HOUR) == NOTHING
    assert lookups.meeting_cancelled(mail, now=meeting.end) is None


@pytest.mark.parametrize(
    ("change", "is_news"),
    [({}, True), ({"deadline": DEADLINE + timedelta(days=2)}, False), ({"status": "finalized"}, False)],
)
def test_news_of_a_missed_deadline_is_checked_again(calendar, invitation, change, is_news):
    mail = emails.deadline_passed(calendar, [invitation], now=DEADLINE)
    Calendar.objects.update(**change, finalized_at=NOW if "status" in change else None)

    names = [f"{invitation.contact.first_name} {invitation.contact.last_name}".strip()]
    assert lookups.deadline_passed(mail, now=DEADLINE + HOUR) == (
        Fresh({"missing": names}) if is_news else None
    )


def test_news_of_a_missed_deadline_names_nobody_who_answered_since(calendar, invitation):
    late = InvitationFactory(calendar=calendar, contact__first_name="Ben", contact__last_name="")
    mail = emails.deadline_passed(calendar, [invitation, late], now=DEADLINE)
    Invitation.objects.filter(pk=invitation.pk).update(status="responded", responded_at=NOW)

    assert lookups.deadline_passed(mail, now=DEADLINE + HOUR) == Fresh({"missing": ["Ben"]})


def test_who_wants_no_questions_is_told_of_a_meeting_without_the_owners_words(invitation):
    invitation.calendar.description = "Buy\nthis."
    meeting = MeetingFactory(invitation=invitation, confirmed=True)
    mail, cancelled = emails.meeting(meeting, now=NOW), emails.meeting_cancelled(meeting, now=NOW)
    unsubscribe(invitation)

    message = delivery.build(mail, fresh=lookups.meeting(mail, now=NOW)).message()

    parts = [part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart()]
    assert "Buy" in mail.calendar_file
    assert ["Buy" in part for part in parts] == [False] * 4
    assert ["BEGIN:VEVENT" in part for part in parts] == [False, False, True, True]
    assert "Buy" not in cancelled.calendar_file + delivery.build(cancelled).body


def test_who_wants_no_questions_is_asked_for_no_other_time_and_told_of_no_missing_one(invitation):
    meeting = MeetingFactory(invitation=invitation, confirmed=True)
    times = {"start": meeting.start + HOUR, "end": meeting.end + HOUR, "created_at": NOW}
    proposal = Proposal.objects.create(meeting=meeting, side="owner", **times)
    asked = emails.proposal(proposal, now=NOW)
    proposal.side = "invitee"
    asking_owner = emails.proposal(proposal, now=NOW)
    after = CalendarFactory(owner=invitation.calendar.owner, finalized=True)
    left_out = InvitationFactory(calendar=after, contact=invitation.contact)
    none = emails.no_meeting(left_out, now=NOW)
    before = [lookups.proposal(asked, now=NOW), lookups.no_meeting(none, now=NOW)]

    unsubscribe(invitation)

    assert before == [Fresh({"respond_url": links.respond_url(invitation)}), NOTHING]
    assert [lookups.proposal(asked, now=NOW), lookups.no_meeting(none, now=NOW)] == [None, None]
    assert lookups.proposal(asking_owner, now=NOW) == NOTHING


def test_news_that_all_have_answered_is_checked_again(invitation):
    answers.decline(invitation=invitation, now=NOW)
    mail = OutgoingMail.objects.get(template="all_answered")
    was_news = lookups.all_answered(mail, now=NOW)

    answers.accept(invitation=invitation, now=NOW)

    assert (was_news, lookups.all_answered(mail, now=NOW)) == (NOTHING, None)
