"""Where the tests of mails send them to."""

from pathlib import Path

import pytest

from mail.tests.smtp import server

__all__ = ["server"]


@pytest.fixture(autouse=True)
def short_deadlines_and_test_templates(settings):
    settings.MAIL_TOTAL_SECONDS = 2
    settings.TEMPLATES = [
        settings.TEMPLATES[0]
        | {"DIRS": [Path(__file__).parent / "templates", *settings.TEMPLATES[0]["DIRS"]]}
    ]
