"""What invitees and owners read. The whole texts are in ``golden/``, see there."""

import json
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar as CalendarFile

from accounts.tests.factories import UserFactory
from calendars import emails, links
from calendars.models import Proposal
from calendars.tests import golden
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, at
from contacts.tests.factories import ContactFactory
from mail import delivery, outbox
from mail.lookups import NOTHING, look_up
from mail.models import OutgoingMail
from mail.rendering import render

pytestmark = pytest.mark.django_db

HOSTILE = (
    'Eve\r\nBcc: all@example.org\u2028=?utf-8?q?x?= "Q", <eve@evil.example>; \u202egro\x00\nEND:VEVENT <b>&'
)
CLEAN = 'Eve Bcc: all@example.org\u2028= ?utf-8?q?x?= "Q", <eve@evil.example>; gro END:VEVENT <b>&'.replace(
    "\u2028", " "
)


@pytest.fixture(autouse=True)
def fixed_links(settings):
    settings.LINK_SIGNING_KEY = "the key of the tests"
    settings.PUBLIC_URL = "https://oneonone.example"


@pytest.fixture
def invitation(alice):
    alice.time_zone = "America/New_York"
    alice.save()
    calendar = CalendarFactory(
        pk=1000040,
        owner=alice,
        description="Bring your draft.\nWe talk about <what> comes next & when.",
        time_zone="Europe/Berlin",
        deadline=at(18) - timedelta(days=3),
    )
    bob = ContactFactory(owner=alice, first_name="Bob", last_name="Baker", email="bob@example.org")
    return InvitationFactory(pk=1000007, calendar=calendar, contact=bob)


@pytest.fixture
def meeting(invitation):
    return MeetingFactory(pk=1000009, invitation=invitation, confirmed=True)


TO_INVITEE = [
    "invitation",
    "reminder",
    "meeting",
    "meeting_cancelled",
    "no_meeting",
    "proposal_of_owner_pending",
    "proposal_of_invitee_accepted",
    "proposal_of_invitee_declined",
]
NEWS = ["owner_summary", "all_answered", "deadline_passed"]
FROM_INVITEE = [
    "meeting_declined",
    "proposal_of_invitee_pending",
    "proposal_of_owner_accepted",
    "proposal_of_owner_declined",
]
TO_OWNER = NEWS + FROM_INVITEE
NAMES = TO_INVITEE + TO_OWNER
WITH_FILES = ["meeting", "meeting_cancelled", "owner_summary"]


def draft_of(name, meeting, message="My train is late.\nSorry!"):
    invitation = meeting.invitation
    calendar = invitation.calendar
    invitation.comment = message
    if name.startswith("proposal_of_"):
        side, status = name.split("_")[2:]
        write = emails.proposal if status == "pending" else emails.proposal_answered
        return write(proposal_of(side, status, meeting, message), now=NOW)
    return {
        "invitation": lambda: emails.invitation(invitation, now=NOW),
        "reminder": lambda: emails.reminder(invitation, now=NOW),
        "meeting": lambda: emails.meeting(meeting, now=NOW),
        "meeting_cancelled": lambda: emails.meeting_cancelled(meeting, now=NOW),
        "meeting_declined": lambda: emails.meeting_declined(meeting, now=NOW),
        "no_meeting": lambda: emails.no_meeting(invitation, now=NOW),
        "owner_summary": lambda: emails.owner_summary(calendar, [meeting], [invitation], now=NOW),
        "all_answered": lambda: emails.all_answered(calendar, now=NOW),
        "deadline_passed": lambda: emails.deadline_passed(calendar, [invitation], now=NOW),
    }[name]()


def proposal_of(side, status, meeting, message):
    times = {"start": at(11), "end": at(11.5), "created_at": NOW}
    facts = {"meeting": meeting, "side": side, "status": status} | times
    proposal, _ = Proposal.objects.update_or_create(facts, pk=1000005)
    proposal.message = message  # which no database would take
    return proposal


def wire(mail):
    """Return the mail as its reader's program parses it."""
    message = delivery.build(mail, fresh=looked_up(mail)).message()
    return message_from_bytes(message.as_bytes(), policy=policy.default)


def looked_up(mail):
    """Return what is added to the mail while it is early enough for all of them."""
    return look_up(mail, now=NOW - timedelta(days=30)) or NOTHING


def words(mail):
    """Return the mail as it is sent."""
    return render(mail, fresh=looked_up(mail))


def check_golden(name, mail):
    rendered = words(mail)
    golden.check(f"{name}.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")
    if mail.calendar_file:
        golden.check(f"{name}.ics", mail.calendar_file)


@pytest.mark.parametrize("name", NAMES)
def test_mail_reads_well(meeting, name):
    check_golden(name, draft_of(name, meeting))


def test_moved_meeting_reads_well(meeting):
    meeting.sequence, meeting.start, meeting.end = 1, at(22.75), at(23.25)

    check_golden("meeting_moved", emails.meeting(meeting, now=NOW))


def test_summary_of_several_days_reads_well(meeting, invitation):
    others = [
        InvitationFactory(pk=pk, calendar=invitation.calendar, contact__first_name=name)
        for pk, name in [(1000011, "Ana"), (1000012, "Cy"), (1000013, "Dora"), (1000014, "Eli")]
    ]
    meetings = [
        MeetingFactory(pk=1000021, invitation=others[0], start=at(10, days=1)),
        meeting,
        MeetingFactory(pk=1000022, invitation=others[1], start=at(10)),
    ]

    mail = emails.owner_summary(invitation.calendar, meetings, others[2:], now=NOW)

    check_golden("owner_summary_of_days", mail)


def test_bare_invitation_reads_well():
    owner = UserFactory(username="nameless")
    invitation = InvitationFactory(pk=1000008, calendar__owner=owner, calendar__pk=1000041)

    check_golden("invitation_bare", emails.invitation(invitation, now=NOW))


def test_invitee_reads_times_in_their_own_zone(invitation):
    invitation.time_zone = "Asia/Kolkata"

    assert (
        "Friday 27 February 2026, 23:30 (Asia/Kolkata)" in words(emails.invitation(invitation, now=NOW)).text
    )


@pytest.mark.parametrize("name", NAMES)
def test_html_says_what_the_text_says(meeting, name):
    rendered = words(draft_of(name, meeting))

    assert "Thesis talks" in rendered.html
    link = links.respond_url(meeting.invitation)
    assert (f'href="{link}"' in rendered.html) == (link in rendered.text)
    for said in ("10:00–10:30 (Europe/Berlin)", "04:00–04:30", "My train is late.", "Sorry!"):
        assert (said in rendered.html) == (said in rendered.text)


def test_html_keeps_the_lines_of_the_description_and_escapes_it(invitation):
    html = words(emails.invitation(invitation, now=NOW)).html

    assert "Bring your draft.<br>We talk about &lt;what&gt; comes next &amp; when.</p>" in html


@pytest.mark.parametrize("name", NAMES)
def test_stored_mail_holds_no_token(meeting, name):
    outbox.post([draft_of(name, meeting)])

    [row] = OutgoingMail.objects.values()
    assert links.token(meeting.invitation) not in json.dumps(row, default=str)


@pytest.mark.parametrize("name", NAMES)
def test_preview_shows_no_personal_link(meeting, name):
    rendered = render(draft_of(name, meeting), preview=True)

    assert "/respond/" not in rendered.text + rendered.html


@pytest.mark.parametrize("name", TO_INVITEE)
def test_invitees_answer_to_the_owner(meeting, name):
    message = wire(draft_of(name, meeting))

    assert (message["To"], message["Reply-To"], message["From"]) == (
        "Bob Baker <bob@example.org>",
        "Alice Able <alice@example.org>",
        "OneOnOne <oneonone@localhost>",
    )


@pytest.mark.parametrize("name", NEWS)
def test_news_go_to_the_owner(meeting, name):
    message = wire(draft_of(name, meeting))

    assert (message["To"], message["Reply-To"]) == ("Alice Able <alice@example.org>", None)


@pytest.mark.parametrize("name", FROM_INVITEE)
def test_owner_answers_to_the_invitee(meeting, name):
    message = wire(draft_of(name, meeting))

    assert (message["To"], message["Reply-To"]) == (
        "Alice Able <alice@example.org>",
        "Bob Baker <bob@example.org>",
    )


@pytest.mark.parametrize("name", NAMES)
def test_mails_to_others_wait_for_the_proof_of_the_owners_address(meeting, settings, name):
    settings.REQUIRE_VERIFIED_EMAIL = True
    meeting.calendar.owner.email_verified_at = None

    expected = ("queued", "") if name in TO_OWNER else ("held", f"user:{meeting.owner_id}")
    mail = draft_of(name, meeting)
    assert (mail.state, mail.hold_key) == expected


def test_facts_and_subjects_have_keys_of_their_own(meeting):
    meeting.sequence = 2
    mails = [draft_of(name, meeting) for name in NAMES]

    assert [(mail.dedupe_key, mail.subject_key) for mail in mails] == [
        ("invite:1000007:1", "invite:1000007"),
        (f"remind:1000007:{int(NOW.timestamp())}", "remind:1000007"),
        ("meeting:1000009:2:request", "meeting:1000009:invitee"),
        ("meeting:1000009:2:cancel", "meeting:1000009:invitee"),
        ("no_meeting:1000007:1", "no_meeting:1000007"),
        ("proposal:1000005", "proposal:1000005"),
        ("proposal_answered:1000005", "proposal:1000005"),
        ("proposal_answered:1000005", "proposal:1000005"),
        ("final:1000040:1", "final:1000040:owner"),
        ("all_answered:1000040:1", "answers:1000040"),
        ("deadline:1000040:2026-02-27T18:00:00Z", "answers:1000040"),
        ("meeting:1000009:2:declined", "meeting:1000009:owner"),
        ("proposal:1000005", "proposal:1000005"),
        ("proposal_answered:1000005", "proposal:1000005"),
        ("proposal_answered:1000005", "proposal:1000005"),
    ]


def test_reminder_does_not_replace_a_waiting_invitation(invitation):
    outbox.post([emails.invitation(invitation, now=NOW)])
    outbox.post([emails.reminder(invitation, now=NOW + timedelta(hours=2))])

    assert list(OutgoingMail.objects.order_by("pk").values_list("template", "state")) == [
        ("invitation", "queued"),
        ("reminder", "queued"),
    ]


def test_subjects_of_invitations_are_those_of_their_mails(meeting, invitation):
    keys = [draft_of(name, meeting).subject_key for name in ("invitation", "reminder", "no_meeting")]

    assert emails.subjects_of([invitation]) == keys


@pytest.mark.parametrize("name", WITH_FILES)
def test_calendar_file_travels_as_alternative_and_attachment(meeting, name):
    mail = draft_of(name, meeting)

    parts = [part for part in wire(mail).walk() if not part.is_multipart()]

    assert [(part.get_content_type(), part.get_filename()) for part in parts] == [
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "invite.ics"),
    ]
    assert parts[2]["Content-Type"].params["method"] == mail.calendar_method
    method = CalendarFile.from_ical(parts[3].get_content())["METHOD"]
    assert method == mail.calendar_method


def test_meeting_can_be_added_to_web_calendars(meeting):
    meeting.calendar.name = "Talks & more"

    html = words(emails.meeting(meeting, now=NOW)).html

    assert (
        'href="https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=Talks+%26+more'
        '&amp;dates=20260302T090000Z%2F20260302T093000Z"'
    ) in html
    assert (
        'href="https://outlook.live.com/calendar/0/action/compose?rru=addevent&amp;subject=Talks+%26+more'
        '&amp;startdt=2026-03-02T09%3A00%3A00Z&amp;enddt=2026-03-02T09%3A30%3A00Z"'
    ) in html


@pytest.mark.parametrize("name", NAMES)
def test_hostile_texts_stay_texts(meeting, name):
    meeting.calendar.name = meeting.calendar.description = HOSTILE
    meeting.calendar.owner.first_name, meeting.calendar.owner.last_name = HOSTILE, ""
    meeting.invitation.contact.first_name, meeting.invitation.contact.last_name = HOSTILE, ""

    message = wire(draft_of(name, meeting, message=HOSTILE))

    assert message.defects == []
    assert sorted(message.keys()) == sorted(wire(draft_of(name, MeetingFactory())).keys())
    people = [message["To"]] + ([message["Reply-To"]] if message["Reply-To"] else [])
    assert {person.addresses[0].display_name for person in people} == {CLEAN}
    assert len(message["Subject"].splitlines()) == 1
    assert "<b>" not in message.get_body(("html",)).get_content()
    assert "\u202e" not in message.as_string()


@pytest.mark.parametrize("name", ["proposal_of_owner_pending", "proposal_of_invitee_pending"])
def test_text_of_a_proposal_is_escaped_and_keeps_its_lines(meeting, name):
    rendered = words(draft_of(name, meeting, message="I <b>must</b>\r\n& https://x.example/\x00\u202e"))

    assert "I &lt;b&gt;must&lt;/b&gt;<br>&amp; https://x.example/</p>" in rendered.html
    assert "\nI <b>must</b>\n& https://x.example/\n" in rendered.text


def test_times_are_stored_in_utc(meeting):
    context = emails.meeting(meeting, now=NOW).context

    assert (context["start"], context["end"]) == ("2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z")
