"""What the logs must not hold."""

import logging

import pytest
from django.urls import reverse


def test_no_handler_of_django_writes_past_the_mask():
    loggers = [logging.getLogger(name) for name in ("django", "django.server", "django.request")]

    assert [(each.handlers, each.propagate) for each in loggers] == [([], True)] * 3


@pytest.mark.parametrize("name", ["profile", "email-verify-resend", "calendar-list"])
def test_options_is_no_endpoint(alice, api_as, name):
    assert api_as(alice).options(reverse(name)).status_code == 405
