"""The headers of every page that people can see, errors included."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import include, path, reverse

from accounts.links import reset_link, verification_link
from accounts.tests.factories import PASSWORD, UserFactory
from calendars import links
from calendars.models import Calendar
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, invite
from calendars.tests.routes import Stage
from oneonone.tests.test_faults import break_down

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

INLINE = (b"<style", b" style=", b" onclick=")
YEAR = 365 * 24 * 3600


class _Routes:
    """The product, and a page with a fault of ours."""

    urlpatterns = [path("broken/", break_down), path("", include("oneonone.urls"))]
    handler400 = "oneonone.faults.bad_request"
    handler500 = "oneonone.faults.server_error"


@pytest.fixture
def browser(settings, tmp_path):
    """Return a browser that comes by TLS to a server as it is outside DEBUG."""
    settings.ROOT_URLCONF = _Routes
    settings.SECURE_HSTS_SECONDS = YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.FRONTEND_ROOT = tmp_path
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "index.html").write_text("<!doctype html><title>OneOnOne</title>")
    return SafeBrowser(raise_request_exception=False)


class SafeBrowser(Client):
    def generic(self, *arguments, **options):
        return super().generic(*arguments, **options | {"secure": True})


def weaknesses(answer):
    """Return the headers that allow more than they must."""
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    own = {"'none'", "'self'"}
    is_docs = answer.wsgi_request.path == "/api/docs/"  # Swagger UI styles its elements one by one
    strict = {
        "default-src": policy["default-src"] == "'none'",
        "script-src": policy.get("script-src", "'none'") in own,
        "style-src": policy.get("style-src", "'none'") in own or is_docs,
        "base-uri": policy["base-uri"] == "'none'",
        "form-action": policy.get("form-action") in own,
        "frame-ancestors": policy["frame-ancestors"] == "'none'",
        "inline style": is_docs or not any(mark in answer.content for mark in INLINE),
        "nosniff": answer["X-Content-Type-Options"] == "nosniff",
        "frames": answer["X-Frame-Options"] == "DENY",
        "referrer": answer["Referrer-Policy"] in {"same-origin", "no-referrer"},
        "opener": answer["Cross-Origin-Opener-Policy"] == "same-origin",
        "transport": answer["Strict-Transport-Security"] == f"max-age={YEAR}; includeSubDomains; preload",
    }
    return [name for name, is_strict in strict.items() if not is_strict]


def assert_strict(answers, status):
    """Look at answers by name; all must have the status, so that the walk sees what it means to see."""
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, status)
    assert {name: found for name, answer in answers.items() if (found := weaknesses(answer))} == {}


def test_pages_for_everybody(browser):
    paths = [
        "/app/",
        "/app/calendars/1/plan",
        "/admin/login/",
        "/api/docs/",
        "/api/schema/",
        "/healthz",
        "/readyz",
        "/reset-password/x/y/",
        "/verify-email/x/y/",
    ]

    assert_strict({path: browser.get(path) for path in paths}, 200)
    assert_strict({"root": browser.get("/")}, 302)
    assert_strict({"home": browser.get("/api/v1/home/")}, 401)


def test_pages_of_accounts_in_their_states(browser):
    user = UserFactory()
    password = f"{PASSWORD}!"
    done = {
        "verified": browser.post(verification_link(user)),
        "reset": browser.post(reset_link(user), {"password": password, "password2": password}),
    }
    refused = {path: browser.post(path) for path in ("/reset-password/x/y/", "/verify-email/x/y/")}

    assert_strict(done, 200)
    assert_strict(refused, 400)


def test_page_of_an_invitation_in_its_states(browser):
    calendar, met = CalendarFactory(), Stage(UserFactory())
    Calendar.objects.filter(pk=met.calendar.pk).update(status="finalized", finalized_at=NOW)
    late = CalendarFactory(deadline=NOW - timedelta(hours=1))
    invitations = {
        "open": invite(calendar),
        "answered": invite(calendar, (9, 10, 2)),
        "declined": InvitationFactory(calendar=calendar, declined=True),
        "late": invite(late),
        "met": met.invitation,
        "not met": invite(CalendarFactory(finalized=True)),
    }
    pages = {name: f"/respond/{links.token(each)}/" for name, each in invitations.items()}
    pages["unsubscribe"] = links.unsubscribe_url(calendar.invitations.first().contact)

    assert_strict({name: browser.get(page) for name, page in pages.items()}, 200)
    assert_strict({"faults": browser.post(pages["open"], {"action": "nonsense"})}, 400)
    assert_strict({path: browser.get(path) for path in ("/respond/x/", "/unsubscribe/x/")}, 404)


def test_page_that_is_called_too_often(browser):
    for _ in range(120):
        browser.get("/respond/x/")

    assert_strict({path: browser.get(path) for path in ("/respond/x/", "/unsubscribe/x/")}, 429)


def test_pages_of_the_admin(browser):
    staff = UserFactory(is_staff=True, is_superuser=True)
    browser.force_login(staff)
    names = ["index", "password_change", "password_change_done"]
    names += [
        f"{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry
    ]
    pages = [reverse(f"admin:{name}") for name in names]
    pages += ["/admin/accounts/user/add/", f"/admin/accounts/user/{staff.pk}/change/"]

    answers = {page: browser.get(page) for page in pages}
    scripts = b"".join(answer.content for answer in answers.values()).split(b"<script")[1:]

    assert_strict(answers, 200)
    assert [
        tag for script in scripts if b" src=" not in (tag := script.split(b">")[0]) and b"json" not in tag
    ] == []
    assert_strict({"logged out": browser.post("/admin/logout/")}, 200)


def test_pages_of_errors(browser):
    strict = SafeBrowser(enforce_csrf_checks=True)
    browser.force_login(UserFactory(is_staff=True))

    assert_strict({"host": browser.get("/healthz/", headers={"host": "evil.example.org"})}, 400)
    assert_strict({"rights": browser.get("/admin/accounts/user/"), "csrf": strict.post("/admin/login/")}, 403)
    assert_strict(
        {path: browser.get(path) for path in ("/nowhere", "/admin/nowhere/", "/api/v1/nowhere/")}, 404
    )
    assert_strict({"method": browser.post("/app/")}, 405)
    assert_strict({"length": browser.post("/verify-email/x/y/", CONTENT_LENGTH="3000000")}, 413)
    assert_strict({"fault": browser.get("/broken/")}, 500)


def test_pages_while_the_database_is_away(browser, database_away):
    answers = {path: browser.get(path) for path in ("/readyz", f"/respond/{'A' * 40}/")}
    answers["form"] = browser.post("/admin/login/", {"username": "alice", "password": "wrong"})

    assert_strict(answers, 503)
