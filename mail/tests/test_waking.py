"""Workers are told of a mail once it is committed, where somebody is to tell them."""

import pytest

from mail import outbox
from mail.tests.factories import MailFactory

pytestmark = pytest.mark.django_db

woken = []


def wake():
    woken.append(True)


def fail():
    raise ConnectionError("The broker is away.")


@pytest.mark.parametrize(("waker", "expected"), [("mail.tests.test_waking.wake", [True]), ("", [])])
def test_commit_wakes_where_somebody_is_to_be_woken(
    settings, waker, expected, django_capture_on_commit_callbacks
):
    woken.clear()
    settings.MAIL_WAKER = waker

    with django_capture_on_commit_callbacks(execute=True):
        outbox.post([MailFactory.build()])
        assert woken == []

    assert woken == expected


def test_broker_that_is_away_is_no_fault(settings, django_capture_on_commit_callbacks):
    settings.MAIL_WAKER = "mail.tests.test_waking.fail"

    with django_capture_on_commit_callbacks(execute=True):
        outbox.post([MailFactory.build()])
