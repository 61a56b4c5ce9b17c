"""A Redis that is away, hangs or comes back costs nobody an answer."""

import contextlib
import socket

import pytest
from django.core.cache import caches
from django.test import override_settings

from calendars import links
from calendars.tests.factories import NOW, CalendarFactory, at, invite
from calendars.tests.shapes import offer
from oneonone import caching, env


@pytest.fixture
def server():
    """Listen at a port, and say nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@contextlib.contextmanager
def cached_at(port, monkeypatch):
    monkeypatch.setenv("CACHE_URL", f"redis://127.0.0.1:{port}/0")
    with override_settings(CACHES={"default": env.cache("CACHE_URL", default="")}):
        yield caches["default"]


@pytest.fixture
def away(server, monkeypatch):
    """Return the cache in a Redis whose port is closed."""
    port = server.getsockname()[1]
    server.close()
    with cached_at(port, monkeypatch) as cache:
        yield cache


def test_everything_is_missed_and_nothing_raises(away):
    away.set("name", 1)
    away.set_many({"name": 1})
    away.delete_many(["name"])

    assert not away.add("name", 1)
    assert (away.get("name"), away.get("name", "none")) == (None, "none")
    assert away.get_many(["name"]) == {}
    assert not any([away.touch("name"), away.delete("name"), away.has_key("name"), away.clear()])
    with pytest.raises(ValueError, match="not found"):
        away.incr("name")


@pytest.mark.django_db
@pytest.mark.time_machine(NOW, tick=False)
def test_links_plans_and_pages_are_served_without_it(away, api, api_as, alice, client):
    calendar = CalendarFactory(owner=alice)
    invitation = invite(calendar, (9, 10, 2))
    calendar.slots.create(start=at(9), end=at(10), preference=2)
    link = f"/api/v1/respond/{links.token(invitation)}/"

    answers = [
        api.get(link),
        api.put(f"{link}availability/", {"availability": [offer(at(9), at(10))]}),
        api.get("/api/v1/respond/xxx/"),
        client.get(f"/respond/{links.token(invitation)}/"),
        api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/suggestions/"),
    ]

    assert [each.status_code for each in answers] == [200, 200, 404, 200, 200]
    assert len(answers[-1].json()["schedules"][0]["meetings"]) == 1


def test_a_server_that_hangs_is_asked_once_in_a_while(server, monkeypatch):
    monkeypatch.setitem(caching._OPTIONS, "socket_timeout", 0.01)
    with cached_at(server.getsockname()[1], monkeypatch) as cache:
        assert cache.get("name") is None
        asked = connections(server)
        assert asked
        assert (cache.get("name"), cache.set("name", 1)) == (None, None)
        assert not connections(server)


def connections(server):
    """Take and count those who have come."""
    server.settimeout(0)
    found = []
    with contextlib.suppress(BlockingIOError):
        while True:
            found.append(server.accept())
    for each, _ in found:
        each.close()
    return len(found)


def test_its_going_and_coming_is_logged_once(away, caplog, monkeypatch):
    monkeypatch.setattr(caching, "PAUSE", 0)
    client = away._cache

    for _ in range(3):
        away.get("name")
    monkeypatch.setattr(client._inner, "get", lambda *_: 7)
    found = [away.get("name") for _ in range(3)]

    assert found == [7, 7, 7]
    assert [
        ("cache away" in each.getMessage(), "cache back" in each.getMessage()) for each in caplog.records
    ] == [
        (True, False),
        (False, True),
    ]
