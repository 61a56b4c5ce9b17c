from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from accounts.tests.factories import UserFactory
from contacts.models import Contact, ContactRequest
from contacts.tests.factories import ContactFactory, ContactRequestFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/contacts/requests/"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def request_(alice, bob):
    return ContactRequestFactory(sender=alice, recipient=bob)


def url(request_, action=""):
    return f"{URL}{request_.pk}/{action}"


def shape(request_, direction, user, status="pending"):
    return {
        "id": request_.pk,
        "direction": direction,
        "user": {
            "id": user.pk,
            "username": user.username,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "picture": None,
        },
        "status": status,
        "created_at": "2026-03-02T09:00:00Z",
    }


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("body", [{"username": "BOB"}, {"email": "Bob@Example.org"}])
def test_ask_answers_the_request(alice, bob, api_as, body):
    response = api_as(alice).post(URL, body)

    assert response.status_code == 201
    assert response.json() == shape(ContactRequest.objects.get(), "outgoing", bob)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"non_field_errors": ["Give either a username or an email."]}),
        (
            {"username": "bob", "email": "bob@example.org"},
            {"non_field_errors": ["Give either a username or an email."]},
        ),
        ({"username": "nobody"}, {"username": ["There is no user with this username."]}),
        ({"email": "nobody@example.org"}, {"email": ["There is no user with this email."]}),
        ({"email": "new@example.org"}, {"email": ["There is no user with this email."]}),
        ({"username": "gone"}, {"username": ["There is no user with this username."]}),
        ({"username": "alice"}, {"non_field_errors": ["You cannot add yourself."]}),
        ({"username": ["bob"]}, {"username": ["Not a valid string."]}),
        ({"username": "a\x00"}, {"username": ["Null characters are not allowed."]}),
        ({"email": "bob"}, {"email": ["Enter a valid email address."]}),
    ],
)
def test_ask_refuses(alice, bob, api_as, body, errors):
    UserFactory(username="gone", is_active=False)
    UserFactory(username="new")

    response = api_as(alice).post(URL, body)

    assert (response.status_code, response.json()) == (400, errors)
    assert not ContactRequest.objects.exists()


def test_ask_twice_is_refused(alice, request_, api_as):
    response = api_as(alice).post(URL, {"username": "bob"})

    assert (response.status_code, response.json()) == (
        400,
        {"non_field_errors": ["A request to Bob Baker was already sent."]},
    )


def test_ask_back_is_refused(bob, request_, api_as):
    response = api_as(bob).post(URL, {"username": "alice"})

    assert response.json() == {"non_field_errors": ["Alice Able has already sent you a request."]}


def test_ask_a_contact_is_refused(alice, bob, api_as):
    ContactFactory(owner=alice, user=bob)

    response = api_as(alice).post(URL, {"username": "bob"})

    assert response.json() == {"non_field_errors": ["Bob Baker is already a contact."]}


def test_ask_again_after_a_refusal_is_fine(alice, bob, api_as):
    ContactRequestFactory(sender=alice, recipient=bob, status="declined")

    assert api_as(alice).post(URL, {"username": "bob"}).status_code == 201


def test_ask_is_throttled(alice, api_as):
    statuses = []
    for n in range(31):
        cache.clear()  # another process has another one
        statuses.append(api_as(alice).post(URL, {"username": f"user{n}"}).status_code)

    assert statuses == [400] * 30 + [429]


@pytest.mark.django_db(transaction=True)
def test_parallel_requests_between_two_make_one(alice, bob, api_as):
    def ask(n):
        sender, recipient = (alice, bob) if n % 2 else (bob, alice)
        try:
            return api_as(sender).post(URL, {"username": recipient.username}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(ask, range(6))) == [201] + [400] * 5


def test_list_shows_both_directions_newest_first(alice, bob, charlie, request_, api_as):
    newer = ContactRequestFactory(sender=charlie, recipient=alice, created_at=NOW + timedelta(days=1))
    ContactRequestFactory(sender=bob, recipient=charlie)

    results = api_as(alice).get(URL).json()["results"]

    assert [(entry["id"], entry["direction"], entry["user"]["username"]) for entry in results] == [
        (newer.pk, "incoming", "charlie"),
        (request_.pk, "outgoing", "bob"),
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("direction=incoming", 1),
        ("direction=outgoing", 2),
        ("status=pending", 2),
        ("direction=outgoing&status=declined", 1),
        ("search=charl", 1),
    ],
)
def test_list_is_filtered(alice, bob, charlie, request_, api_as, query, count):
    ContactRequestFactory(sender=charlie, recipient=alice)
    ContactRequestFactory(sender=alice, recipient=bob, status="declined")

    assert api_as(alice).get(f"{URL}?{query}").json()["count"] == count


def test_list_refuses_an_unknown_direction(alice, api_as):
    response = api_as(alice).get(f"{URL}?direction=sideways")

    assert (response.status_code, list(response.json())) == (400, ["direction"])


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_a_constant_number_of_queries(alice, api_as, rows, django_assert_num_queries):
    for _ in range(rows):
        ContactRequestFactory(recipient=alice)

    with django_assert_num_queries(2):
        api_as(alice).get(URL)


def test_accept_links_both_sides(alice, bob, request_, api_as):
    response = api_as(bob).post(url(request_, "accept/"))

    assert (response.status_code, response.json()) == (200, shape(request_, "incoming", alice, "accepted"))
    columns = ("owner", "user", "first_name", "last_name", "email")
    entries = Contact.objects.order_by("owner").values_list(*columns)
    assert list(entries) == [
        (alice.pk, bob.pk, "Bob", "Baker", "bob@example.org"),
        (bob.pk, alice.pk, "Alice", "Able", "alice@example.org"),
    ]


def test_accept_merges_with_an_entry_of_that_address(alice, bob, request_, api_as):
    mine = ContactFactory(owner=alice, first_name="Bobby", email="bob@example.org")

    api_as(bob).post(url(request_, "accept/"))

    entry = Contact.objects.get(owner=alice)
    assert (entry.pk, entry.first_name, entry.user) == (mine.pk, "Bobby", bob)


def test_accept_keeps_an_entry_that_is_linked_under_another_address(alice, bob, request_, api_as):
    theirs = ContactFactory(owner=bob, user=alice, email="able@work.example")
    ContactFactory(owner=bob, email="alice@example.org")

    api_as(bob).post(url(request_, "accept/"))

    assert list(Contact.objects.filter(owner=bob, user=alice)) == [theirs]


def test_accept_revives_an_archived_entry(alice, bob, request_, api_as):
    former = ContactFactory(owner=alice, email="bob@example.org", archived_at=NOW)

    api_as(bob).post(url(request_, "accept/"))

    assert list(Contact.objects.owned_by(alice)) == [former]


def test_accept_leaves_an_entry_of_an_address_that_is_only_claimed(alice, api_as, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    mallory = UserFactory(username="mallory", email="bob@example.org")
    entry = ContactFactory(owner=alice, email="bob@example.org")
    asked = ContactRequestFactory(sender=mallory, recipient=alice)

    api_as(alice).post(url(asked, "accept/"))

    assert list(Contact.objects.filter(owner=alice).values_list("pk", "user")) == [(entry.pk, None)]
    assert Contact.objects.get(owner=mallory).user == alice


@pytest.mark.parametrize("archived", [True, False])
def test_accept_links_a_new_entry_of_an_address_that_is_only_claimed(alice, api_as, settings, archived):
    settings.REQUIRE_VERIFIED_EMAIL = True
    mallory = UserFactory(username="mallory", email="bob@example.org")
    ContactFactory.create_batch(archived, owner=alice, email="bob@example.org", archived_at=NOW)
    asked = ContactRequestFactory(sender=mallory, recipient=alice)

    api_as(alice).post(url(asked, "accept/"))

    assert Contact.objects.owned_by(alice).get().user == mallory


def test_accept_names_a_nameless_user_by_username(alice, api_as):
    nameless = UserFactory(username="dora")
    asked = ContactRequestFactory(sender=nameless, recipient=alice)

    api_as(alice).post(url(asked, "accept/"))

    assert Contact.objects.get(owner=alice).full_name == "dora"


def test_decline_links_nobody(alice, bob, request_, api_as):
    response = api_as(bob).post(url(request_, "decline/"))

    assert (response.status_code, response.json()) == (200, shape(request_, "incoming", alice, "declined"))
    assert not Contact.objects.exists()


def test_withdraw_takes_the_request_back(alice, bob, request_, api_as):
    response = api_as(alice).delete(url(request_))

    assert (response.status_code, response.content) == (204, b"")
    assert api_as(bob).get(URL).json()["count"] == 0


@pytest.mark.parametrize("status", ["accepted", "declined"])
@pytest.mark.parametrize("action", ["accept/", "decline/", ""])
def test_answered_request_stays_answered(alice, bob, api_as, status, action):
    asked = ContactRequestFactory(sender=alice, recipient=bob, status=status)

    response = (api_as(bob).post if action else api_as(alice).delete)(url(asked, action))

    assert (response.status_code, response.json()) == (
        409,
        {"code": "request_answered", "detail": "This request has been answered already."},
    )
    asked.refresh_from_db()
    assert asked.status == status


@pytest.mark.parametrize(
    ("who", "method", "action"),
    [
        ("alice", "post", "accept/"),
        ("alice", "post", "decline/"),
        ("bob", "delete", ""),
        ("charlie", "post", "accept/"),
        ("charlie", "post", "decline/"),
        ("charlie", "delete", ""),
    ],
)
def test_what_is_not_ones_own_to_do_looks_missing(alice, bob, charlie, request_, api_as, who, method, action):
    client = api_as({"alice": alice, "bob": bob, "charlie": charlie}[who])

    answers = [getattr(client, method)(f"{URL}{pk}/{action}") for pk in (request_.pk, 10**9)]

    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"detail":"No ContactRequest matches the given query."}')
    }
    request_.refresh_from_db()
    assert request_.status == "pending"


def test_requests_need_a_user(api, request_):
    calls = [("get", URL), ("post", URL), ("delete", url(request_))]
    calls += [("post", url(request_, "accept/")), ("post", url(request_, "decline/"))]

    assert {getattr(api, method)(path).status_code for method, path in calls} == {401}


@pytest.mark.parametrize("way", [("alice", "bob"), ("bob", "alice")])
def test_database_holds_one_pending_request_per_pair(alice, bob, request_, way):
    people = {"alice": alice, "bob": bob}

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequestFactory(sender=people[way[0]], recipient=people[way[1]])


def test_database_holds_no_request_to_oneself(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequestFactory(sender=alice, recipient=alice)


@pytest.mark.django_db(transaction=True)
def test_parallel_answers_have_one_winner(alice, bob, request_, api_as):
    def answer(n):
        try:
            return api_as(bob).post(url(request_, ("accept/", "decline/")[n % 2])).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(answer, range(6))) == [200] + [409] * 5
    request_.refresh_from_db()
    assert Contact.objects.count() == {"accepted": 2, "declined": 0}[request_.status]
