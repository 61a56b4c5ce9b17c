import re
import smtplib
import socket
import time
from contextlib import closing
from email import message_from_bytes, policy

import pytest
from django.core.mail import get_connection

from mail import delivery
from mail.lookups import NOTHING
from mail.outbox import Recipient
from mail.tests.factories import MailFactory
from mail.tests.smtp import free_port

BOB, EVE = "bob@example.org", "eve@example.org"


def send(mail, *, connection):
    delivery.send(mail, fresh=NOTHING, connection=connection)


def mail_to(email):
    return MailFactory.build(to=Recipient("", email))


@pytest.fixture
def connection(server):
    with closing(get_connection()) as connection:
        yield connection


def test_mails_share_one_connection(server, connection):
    send(mail_to(BOB), connection=connection)
    send(mail_to(EVE), connection=connection)

    assert (server.recipients, server.connections) == ([BOB, EVE], 1)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("RCPT 550 no such user", smtplib.SMTPRecipientsRefused),
        ("RCPT 450 greylisted", smtplib.SMTPRecipientsRefused),
        ("554 spam", smtplib.SMTPDataError),
        ("451 later", smtplib.SMTPDataError),
        ("drop", smtplib.SMTPServerDisconnected),
        ("hang", TimeoutError),
        ("drip", TimeoutError),
    ],
)
def test_a_mail_that_fails_does_not_harm_the_next(server, connection, fault, error):
    server.faults[EVE] = fault

    with pytest.raises(error):
        send(mail_to(EVE), connection=connection)
    send(mail_to(BOB), connection=connection)

    assert server.recipients == [BOB]


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_a_slow_server_is_cut_off_in_time(server, connection, settings, fault):
    settings.MAIL_TOTAL_SECONDS = 0.2
    server.faults[EVE] = fault
    started = time.monotonic()

    with pytest.raises(TimeoutError, match=r"within 0\.2 seconds"):
        send(mail_to(EVE), connection=connection)

    assert 0.2 <= time.monotonic() - started < 10  # the server hangs for a minute


@pytest.mark.parametrize("use_ssl", [False, True])
def test_a_server_that_never_says_a_word_is_cut_off_in_time(settings, use_ssl):
    settings.MAIL_TOTAL_SECONDS = 0.2
    started = time.monotonic()

    with socket.create_server(("127.0.0.1", 0)) as mute:
        host, port = mute.getsockname()
        connection = get_connection("mail.backends.SMTPBackend", host=host, port=port, use_ssl=use_ssl)
        with pytest.raises(TimeoutError):
            send(mail_to(BOB), connection=connection)

    assert 0.2 <= time.monotonic() - started < 10  # the server hangs for a minute


def test_a_server_that_is_down_says_so():
    connection = get_connection("mail.backends.SMTPBackend", host="127.0.0.1", port=free_port())

    with pytest.raises(ConnectionRefusedError):
        send(mail_to(BOB), connection=connection)


def test_closing_twice_or_unopened_is_harmless(server):
    connection = get_connection()

    connection.close()
    send(mail_to(BOB), connection=connection)
    connection.close()
    connection.close()

    assert connection.connection is None


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mails"
    return settings.EMAIL_FILE_PATH


@pytest.fixture
def files():
    return get_connection("mail.backends.FileBackend")


def test_every_mail_is_a_file_of_its_own(folder, files):
    mail = MailFactory.build()

    send(mail, connection=files)
    send(mail, connection=files)

    names = sorted(path.name for path in folder.iterdir())
    assert [re.sub(r"\d{8}T\d{12}|[0-9a-f]{8}\.eml$", "#", name) for name in names] == [
        "#-note-bob-at-exampleorg-#",
        "#-note-bob-at-exampleorg-#",
    ]


def test_files_sort_by_time(folder, files):
    for number in range(5):
        send(mail_to(f"{9 - number}@example.org"), connection=files)

    messages = [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.iterdir())
    ]
    assert [str(message["To"]) for message in messages] == [
        f"{9 - number}@example.org" for number in range(5)
    ]


def test_a_file_name_is_safe(folder, files):
    send(mail_to(f'"../../{"x" * 300}"@example.org'), connection=files)

    (path,) = folder.iterdir()
    assert re.fullmatch(r"\d{8}T\d{12}-note-x{100}-[0-9a-f]{8}\.eml", path.name)


def test_a_file_shows_the_text_and_its_link_as_they_are(folder, files):
    send(MailFactory.build(context={"name": "Bób", "body": "Grüße"}), connection=files)

    (path,) = folder.iterdir()
    assert "\r\nhttp://testserver/respond/bob/\r\n\r\nGrüße\r\n" in path.read_bytes().decode()
