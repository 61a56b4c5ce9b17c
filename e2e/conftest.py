"""Browsers of people against the real server: ``pytest e2e``. CHROMIUM says where Chromium is."""

import os

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

# Playwright's loop runs in this thread, which makes Django fear for its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")  # whitenoise warns when it is missing


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):
    """Return a function that opens a path in a browser of its own; an error in its console fails the test."""
    contexts, errors = [], []

    def page_of(path, **options):
        context = chromium.new_context(base_url=live_server.url, **{"timezone_id": "Europe/Berlin"} | options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert errors == []
