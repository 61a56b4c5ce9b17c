"""Who may call what: every route of the product by everybody by own, foreign and missing rows.

``calendars/tests/routes.py`` has the rows of calendars, with the calls to make; here are the others. A route
without a row fails the first test.
"""

from itertools import product

import pytest
from django.urls import URLPattern, get_resolver, reverse

from calendars import links
from calendars.tests import routes
from calendars.tests.factories import NOW
from calendars.tests.routes import call, cells
from oneonone.tests.world import STRANGERS, USERS, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

METHODS = ["delete", "get", "patch", "post", "put"]
WHOSE = ["own", "foreign", "missing"]

OF_ACCOUNT = {
    "profile": ["delete", "get", "patch", "put"],
    "logout": ["post"],
    "password-change": ["post"],
    "email-verify-resend": ["post"],
    "contact-list": ["get", "post"],
    "contact-import-many": ["post"],
    "contact-request-list": ["get", "post"],
    "person": ["get"],
}
OF_CONTACT = {"contact-detail": ["delete", "get", "patch", "put"], "contact-profile": ["get"]}
OF_REQUEST = {
    "contact-request-detail": ["delete"],
    "contact-request-accept": ["post"],
    "contact-request-decline": ["post"],
}
OPEN = {
    "signup": ["post"],
    "login": ["post"],
    "token-refresh": ["post"],
    "token-verify": ["post"],
    "password-reset": ["post"],
    "password-confirm": ["post"],
    "email-verify": ["post"],
    "live": ["get"],
    "ready": ["get"],
    "root": ["get"],
    "app": ["get"],
    "schema": ["get"],
    "docs": ["get"],
}
BY_LINK = routes.PUBLIC | {"respond-page": ["get", "post"], "unsubscribe-page": ["get", "post"]}
# What a dead link shows there is a page that says so; their own tests have the details.
DEAD_PAGES = {"verify-address-page", "set-password-page"}
FILES = {"picture"}  # random names, known to those who are shown them
NO_ENDPOINT = {None}  # the answer to everything else below /api/

PRIVATE = cells(routes.OWNERS, routes.RECEIVED, routes.RECEIVED_SLOT, OF_CONTACT, OF_REQUEST)
OF_NOBODY = cells(routes.OF_NOTHING, OF_ACCOUNT)


def names(patterns, inside=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield inside, pattern.name, pattern
        else:
            yield from names(pattern.url_patterns, pattern.namespace or inside)


ADMIN = [pattern for inside, _, pattern in names(get_resolver().url_patterns) if inside == "admin"]


def methods(view):
    """Return the methods that a route answers to; a view that is a function is one of a page."""
    if hasattr(view, "actions"):
        return set(view.actions) - {"head"}
    of_class = getattr(view, "cls", None) or getattr(view, "view_class", None)
    return {method for method in METHODS if hasattr(of_class, method)} if of_class else {"get"}


def test_every_method_of_every_route_has_a_row():
    found = {
        (name, method)
        for inside, name, pattern in names(get_resolver().url_patterns)
        if inside != "admin" and name not in DEAD_PAGES | FILES | NO_ENDPOINT
        for method in methods(pattern.callback)
    }

    assert found == {*PRIVATE, *OF_NOBODY, *cells(OPEN, BY_LINK)}


def test_matrix_is_not_small():
    rows_of_others = len(PRIVATE) * len(STRANGERS + USERS) * len(WHOSE)
    of_nobody = len(OF_NOBODY) * len(STRANGERS + USERS)
    by_link = len(cells(BY_LINK)) * len(STRANGERS + USERS) * 2
    of_admin = len(ADMIN) * len(STRANGERS + USERS)

    assert rows_of_others + of_nobody + by_link + of_admin >= 1000


@pytest.fixture
def world(db):
    return World()


def answer(client, name, method, ids):
    if name not in OF_CONTACT | OF_REQUEST:
        return call(client, name, method, ids)
    kind = "contact" if name in OF_CONTACT else "sent" if method == "delete" else "request"
    response = getattr(client, method)(reverse(name, args=[ids[kind]]), None if method == "get" else {})
    return response.status_code, response.content


@pytest.mark.parametrize(("name", "method"), PRIVATE)
def test_rows_are_for_their_owners_alone(world, name, method):
    found = {
        (who, whose): answer(world.client(who), name, method, world.ids(who, whose))
        for who, whose in product(USERS, ["missing", "foreign", "own"])
    }

    for who in USERS:
        assert found[who, "foreign"] == found[who, "missing"]
        assert found[who, "foreign"][0] == 404
        assert found[who, "own"][0] in {200, 201, 204, 400, 409, 410}


@pytest.mark.parametrize(("name", "method"), PRIVATE)
def test_strangers_are_asked_who_they_are(world, name, method):
    statuses = [
        answer(world.client(who), name, method, world.ids("owner", whose))[0]
        for who, whose in product(STRANGERS, WHOSE)
    ]

    assert statuses == [401] * 9


@pytest.mark.parametrize(("name", "method"), OF_NOBODY)
def test_what_belongs_to_an_account_needs_one(world, name, method):
    path = reverse(name, args=["nobody"] if name == "person" else [])

    statuses = {who: getattr(world.client(who), method)(path).status_code for who in STRANGERS + USERS}

    assert {who for who, status in statuses.items() if status == 401} == set(STRANGERS)
    assert {statuses[who] for who in USERS} <= {200, 202, 204, 400, 404}


@pytest.mark.parametrize(("name", "method"), cells(BY_LINK))
def test_dead_links_are_as_good_as_none_for_everybody(world, name, method):
    def paths(token):
        kwargs = {"token": token} | ({"pk": world.foreign.proposal.pk} if "proposal-" in f"{name}-" else {})
        return reverse(name, kwargs={key: kwargs[key] for key in ("token", "pk") if key in _keys(name)})

    def seen(who, token):
        response = getattr(world.client(who), method)(paths(token))
        return response.status_code, response.content

    forged = links.token(world.foreign.invitation)[:-1] + "!"
    answers = {seen(who, token) for who in STRANGERS + USERS for token in (world.dead_token, forged)}

    assert [status for status, _ in answers] == [404]


def _keys(name):
    return (
        {"token", "pk"} if name.startswith("respond-proposal") and name != "respond-proposals" else {"token"}
    )


@pytest.mark.parametrize("pattern", ADMIN, ids=str)
def test_admin_is_for_staff_alone(world, pattern):
    keys = pattern.pattern.converters or dict.fromkeys(pattern.pattern.regex.groupindex, None)
    path = reverse(
        f"admin:{pattern.name}" if pattern.name else "admin:index",
        kwargs={key: "1" if key != "app_label" else "accounts" for key in keys} if pattern.name else {},
    )

    responses = {who: world.browser(who).get(path) for who in STRANGERS + USERS}

    refused = {
        who for who, each in responses.items() if each.status_code == 302 and "/login/" in each["Location"]
    }
    if pattern.name not in {"login", "jsi18n", "logout"}:
        assert refused == set(STRANGERS + USERS) - {"staff"}
    assert max(each.status_code for each in responses.values()) < 500
