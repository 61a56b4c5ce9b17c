"""The owner's app, as far as Django serves it."""

from wsgiref.headers import Headers

import pytest

from oneonone import app

DIRECTIVES = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
]


@pytest.fixture
def built(settings, tmp_path):
    """Pretend that the app is built."""
    settings.FRONTEND_ROOT = tmp_path
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "index.html").write_text("<!doctype html><title>OneOnOne</title>")


@pytest.fixture
def not_built(settings, tmp_path):
    settings.FRONTEND_ROOT = tmp_path


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/app/", "/app/login", "/app/calendars/7/plan", "/app/assets"])
def test_app_answers_every_screen_with_its_page(client, path):
    response = client.get(path)

    assert (response.status_code, response.content) == (200, b"<!doctype html><title>OneOnOne</title>")


@pytest.mark.usefixtures("built")
def test_app_is_held_to_its_own_host(client):
    response = client.get("/app/")

    assert response["Content-Security-Policy"].split("; ") == DIRECTIVES
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("built")
def test_app_answers_404_for_a_file_of_an_older_build(client):
    assert client.get("/app/assets/index-0ld.js").status_code == 404


@pytest.mark.usefixtures("built")
def test_app_takes_no_posts(client):
    assert client.post("/app/").status_code == 405


@pytest.mark.usefixtures("not_built")
def test_app_that_is_not_built_says_how(client):
    response = client.get("/app/")

    assert (response.status_code, response["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert response.content.decode() == app.NOT_BUILT


@pytest.mark.usefixtures("built")
def test_root_leads_to_the_app(client):
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/app/")


@pytest.mark.usefixtures("not_built")
def test_root_leads_to_the_documentation_without_the_app(client):
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/api/docs/")


@pytest.mark.parametrize(("url", "policy"), [("/app/index.html", app.POLICY), ("/static/oneonone.css", None)])
def test_policy_goes_with_the_app_only(url, policy):
    headers = Headers()

    app.add_policy(headers, path="", url=url)

    assert headers["Content-Security-Policy"] == policy
