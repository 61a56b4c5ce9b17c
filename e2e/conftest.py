"""Browsers of people before the real product: ``make e2e``. CHROMIUM says where Chromium is."""

import os

import pytest
from playwright.sync_api import sync_playwright

from e2e.browsers import Browsers, launch
from e2e.stage import running

# Playwright's loop runs in this thread, which makes Django fear for its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium):
    """Return a function that makes a page in a browser of its own; a fault of its scripts fails the test."""
    browsers = Browsers(chromium)
    yield browsers.new_page
    browsers.close()
    assert browsers.faults == []


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    """The product with its server, its worker and a mail server, for all tests together."""
    with running(tmp_path_factory.mktemp("stage")) as stage:
        yield stage
