"""The owner's app in a real browser, before the real product: server, worker and mail."""

import pytest
from people import Owner
from stage import ROOT, running

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    with running(tmp_path_factory.mktemp("stage")) as stage:
        yield stage


@pytest.fixture
def new_page(chromium):
    """Return a function that makes a page in a browser of its own; a fault of its scripts fails the test."""
    contexts, faults = [], []

    def new_page(**options):
        context = chromium.new_context(locale="en-GB", timezone_id="Europe/Berlin", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def owner(new_page, stage):
    return Owner(new_page(), stage)


@pytest.fixture
def violations():
    """Return a function that says which rules of accessibility a page breaks, and where."""

    def violations(page):
        page.evaluate(AXE.read_text())
        found = page.evaluate("() => axe.run(document)")["violations"]
        return [(each["id"], node["html"]) for each in found for node in each["nodes"]]

    return violations
