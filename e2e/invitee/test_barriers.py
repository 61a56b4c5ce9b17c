"""The page in all its states, light and dark, from a narrow phone to a wide desk, and without scripts too."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import Http404
from playwright.sync_api import expect

from calendars import links
from calendars.models import Proposal
from calendars.services import answers, proposals
from calendars.tests.factories import InvitationFactory, MeetingFactory, SlotFactory
from calendars.throttles import RespondThrottle
from calendars.views.pages import RespondPage
from e2e.barriers import barriers, wrong
from e2e.invitee.answering import at, choose, path_of

pytestmark = pytest.mark.django_db(transaction=True)


def is_open(invitation):
    SlotFactory(invitation=invitation, start=at(20), end=at(21), preference=1)
    InvitationFactory(calendar=invitation.calendar, contact__first_name="Carla")
    set_on(invitation.calendar, show_invitees=True, deadline=at(8), description="Bring your draft.")


def has_answered(invitation):
    SlotFactory(invitation=invitation, start=at(9), end=at(10), preference=2)
    set_on(invitation, status="responded", responded_at=at(0, -7), comment="Mornings are better.")


def has_answered_once(invitation):
    has_answered(invitation)
    set_on(invitation.calendar, allow_changes=False)


def has_declined(invitation):
    answers.decline(invitation=invitation, now=datetime.now(UTC), comment="I am away.")


def finds_no_times(invitation):
    invitation.calendar.slots.all().delete()


def is_late(invitation):
    has_answered(invitation)
    set_on(invitation.calendar, deadline=at(0, -7))


def is_late_without_an_answer(invitation):
    set_on(invitation.calendar, deadline=at(0, -7))


def is_left_out(invitation):
    set_on(invitation.calendar, status="finalized", finalized_at=datetime.now(UTC))


def is_met(invitation):
    is_left_out(invitation)
    return MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)


def is_called_off(invitation):
    set_on(is_met(invitation), status="cancelled")


def is_asked(invitation, side=Proposal.Side.OWNER):
    proposals.propose(
        meeting=is_met(invitation), side=side, start=at(10), message="A train.", now=datetime.now(UTC)
    )


def has_asked(invitation):
    is_asked(invitation, side=Proposal.Side.INVITEE)


def set_on(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


STATES = [
    is_open,
    has_answered,
    has_answered_once,
    has_declined,
    finds_no_times,
    is_late,
    is_late_without_an_answer,
    is_left_out,
    is_met,
    is_called_off,
    is_asked,
    has_asked,
]


def found(page):
    """Return what is wrong with the page, with everything unfolded."""
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
    return barriers(page)


@pytest.mark.parametrize("state", STATES)
def test_page_has_no_barrier(open_page, invitation, state):
    state(invitation)
    page = open_page(path_of(invitation), reduced_motion="reduce")

    assert found(page) == {}


@pytest.mark.parametrize(
    ("state", "button", "thanks"),
    [
        (is_asked, "Yes, take the new time", "Your meeting has its new time."),
        (is_asked, "No, leave it", "Your meeting stays where it is."),
        (has_asked, "Take the request back", "You have taken your request back."),
    ],
)
def test_thanks_about_another_time_have_none(open_page, invitation, state, button, thanks):
    state(invitation)
    page = open_page(path_of(invitation), reduced_motion="reduce")
    page.get_by_role("button", name=button).click()

    expect(page.locator("#saved")).to_contain_text(thanks)
    assert found(page) == {}


@pytest.mark.parametrize("state", [is_open, is_asked])
def test_page_without_scripts_has_none(open_page, invitation, state):
    state(invitation)
    page = open_page("/respond/nobody/", reduced_motion="reduce")
    page.route("**/*.js", lambda route: route.abort())  # what looks for barriers is a script itself
    page.goto(path_of(invitation))

    expect(page.locator(".lively")).to_have_count(0)
    assert barriers(page) == {}


def test_faults_drafts_and_thanks_have_none(open_page, invitation):
    seen, page = {}, open_page(path_of(invitation), reduced_motion="reduce")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    seen["refused"] = found(page)
    choose(page, 0, "High")
    page.wait_for_function("() => localStorage.length === 1")
    page.goto(path_of(invitation))
    expect(page.get_by_role("button", name="Start over")).to_be_visible()
    seen["draft"] = found(page)
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    seen["thanks"] = found(page)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("heading", name="You have declined")).to_be_visible()
    seen["declined"] = found(page)

    assert wrong(seen) == {}


def test_other_pages_have_none(open_page, invitation, monkeypatch):
    seen, page = {}, open_page("/respond/nobody/")
    unsubscribe = "/" + links.unsubscribe_url(invitation.contact).split("/", 3)[3]
    for path in ("/respond/nobody/", "/unsubscribe/nobody/", "/nothing/", unsubscribe):
        page.goto(path)
        seen[path] = found(page)
    page.get_by_role("button", name="No more mail from").click()
    expect(page.get_by_role("heading", name="No more mail from")).to_be_visible()
    seen["unsubscribed"] = found(page)
    monkeypatch.setattr(RespondThrottle, "rate", "1/min", raising=False)
    page.goto(path_of(invitation))
    expect(page.get_by_role("heading", name="One moment, please")).to_be_visible()
    seen["busy"] = found(page)
    monkeypatch.setattr(RespondThrottle, "rate", "no rate")
    page.goto(path_of(invitation))
    expect(page.get_by_role("heading", name="Something went wrong")).to_be_visible()
    seen["broken"] = found(page)

    assert wrong(seen) == {}


@pytest.mark.parametrize(
    ("fault", "heading"),
    [
        (BadRequest, "This request cannot be understood"),
        (PermissionDenied, "This is not allowed"),
        (Http404, "There is nothing here"),
        (ZeroDivisionError, "Something went wrong"),
        (OperationalError, "One moment, please"),
    ],
)
def test_pages_of_faults_have_none(open_page, invitation, monkeypatch, fault, heading):
    def fail(*_):
        raise fault

    monkeypatch.setattr(RespondPage, "open", fail)
    page = open_page(path_of(invitation))

    expect(page).to_have_title(f"{heading} – OneOnOne")
    assert barriers(page) == {}


def test_page_of_an_expired_form_has_none(open_page):
    page = open_page("/verify-email/somebody/something/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Confirm this address").click()

    expect(page.get_by_role("heading", name="The form has expired")).to_be_visible()
    assert barriers(page) == {}
