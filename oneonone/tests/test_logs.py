"""What the logs must not hold."""

import logging


def test_no_handler_of_django_writes_past_the_mask():
    loggers = [logging.getLogger(name) for name in ("django", "django.server", "django.request")]

    assert [(each.handlers, each.propagate) for each in loggers] == [([], True)] * 3
