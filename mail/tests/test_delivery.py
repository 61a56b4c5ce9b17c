from email import message_from_bytes, policy
from email.header import decode_header, make_header
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

import pytest

from mail import delivery
from mail.outbox import Recipient
from mail.tests.factories import MailFactory

CALENDAR = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Ünïcode\\, 会议 \u2028 🎓\r\n"
    "DESCRIPTION:folded \r\n  line\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def wire(mail):
    return delivery.build(mail).message().as_bytes(linesep="\r\n")


def parsed(mail):
    return message_from_bytes(wire(mail), policy=policy.default)


def test_headers(settings):
    settings.DEFAULT_FROM_EMAIL = "OneOnOne <office@example.org>"
    mail = MailFactory.build(reply_to=Recipient("Alice", "alice@example.org"))

    message = parsed(mail)

    assert {name: str(message[name]) for name in message if name not in {"Content-Type", "Date"}} == {
        "MIME-Version": "1.0",
        "Subject": "A note for Bob",
        "From": "OneOnOne <office@example.org>",
        "To": "Bob Baker <bob@example.org>",
        "Reply-To": "Alice <alice@example.org>",
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Template": "note",
    }
    assert message["Date"].datetime is not None
    assert message.defects == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("Baker, Bob", "Baker, Bob"),
        ('Bob "the Builder" \\o/', 'Bob "the Builder" \\o/'),
        ("Bob <eve@example.org>", "Bob <eve@example.org>"),
        ("Bób Bäcker, Ph.D.", "Bób Bäcker, Ph.D."),
        ("李小龙 (Bruce)", "李小龙 (Bruce)"),
        ("Bob\r\nBcc: eve@example.org", "Bob Bcc: eve@example.org"),
        ("Bób\r\nBcc: eve@example.org", "Bób Bcc: eve@example.org"),
        ("Bob\x00\x1b\u202e", "Bob"),
        ("=?utf-8?q?Eve?=", "= ?utf-8?q?Eve?="),
    ],
)
def test_a_name_stays_a_name(name, shown):
    message = parsed(MailFactory.build(to=Recipient(name, "bob@example.org")))

    (address,) = message["To"].addresses
    assert (address.display_name, address.addr_spec) == (shown, "bob@example.org")
    assert message["Bcc"] is None


def test_a_long_name_is_folded():
    content = wire(MailFactory.build(to=Recipient("Ü" * 300, "bob@example.org")))

    assert max(len(line) for line in content.splitlines()) <= 78
    assert (
        str(make_header(decode_header(message_from_bytes(content)["To"]))) == f"{'Ü' * 300} <bob@example.org>"
    )


def test_a_text_and_an_html_version():
    message = parsed(MailFactory.build())

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_a_calendar_file_is_an_alternative_and_an_attachment():
    message = parsed(MailFactory.build(calendar_file=CALENDAR, calendar_method="REQUEST"))

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    *_, alternative, attachment = message.walk()
    assert alternative["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    assert alternative["Content-Disposition"] is None
    assert attachment.get_filename() == "invite.ics"


def test_a_calendar_file_arrives_byte_for_byte():
    mail = MailFactory.build(calendar_file=CALENDAR, calendar_method="REQUEST")

    *_, alternative, attachment = parsed(mail).walk()

    assert alternative.get_payload(decode=True) == CALENDAR.encode()
    assert attachment.get_payload(decode=True) == CALENDAR.encode()
    assert wire(mail).lower().count(b"charset") == 3  # text, html, calendar


def test_a_link_is_readable_on_the_wire():
    mail = MailFactory.build(context={"name": "Bob", "body": "ä" * 2000})

    assert b"\r\nhttp://testserver/respond/bob/\r\n" in wire(mail)


@pytest.mark.parametrize(
    ("error", "is_permanent"),
    [
        (SMTPRecipientsRefused({"bob@example.org": (550, b"no such user")}), True),
        (SMTPRecipientsRefused({"bob@example.org": (450, b"busy")}), False),
        (SMTPDataError(554, b"spam"), True),
        (SMTPDataError(451, b"later"), False),
        (SMTPSenderRefused(553, b"no", "office@example.org"), True),
        (SMTPSenderRefused(530, b"log in first", "office@example.org"), False),
        (SMTPAuthenticationError(535, b"wrong password"), False),
        (ConnectionRefusedError(), False),
        (ValueError(), False),
    ],
)
def test_only_a_refusal_of_the_mail_itself_is_permanent(error, is_permanent):
    assert delivery.is_permanent(error) == is_permanent
