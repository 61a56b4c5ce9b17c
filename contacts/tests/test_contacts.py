import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from accounts.tests.factories import UserFactory
from contacts.models import Contact
from contacts.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/contacts/"
ANA = {"first_name": "Ana", "last_name": "Lee", "email": "ana@example.org"}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
TAKEN = {"email": ["A contact with this email already exists."]}


def url(contact):
    return f"{URL}{contact.pk}/"


def names(response):
    return [contact["first_name"] for contact in response.json()["results"]]


def test_add_answers_the_contact(alice, api_as):
    response = api_as(alice).post(URL, ANA | {"email": "Ana@Example.ORG"})

    contact = Contact.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": contact.pk,
        **ANA,
        "picture": None,
        "user": None,
        "created_at": f"{contact.created_at:%Y-%m-%dT%H:%M:%S.%fZ}",
    }
    assert contact.owner == alice


def test_add_asks_for_every_field(alice, api_as):
    response = api_as(alice).post(URL, {})

    assert response.status_code == 400
    assert response.json() == {name: ["This field is required."] for name in ANA}


def test_add_takes_somebody_with_one_name(alice, api_as):
    assert api_as(alice).post(URL, ANA | {"last_name": ""}).status_code == 201


def test_add_refuses_an_address_that_is_there_whatever_its_case(alice, api_as):
    ContactFactory(owner=alice, email="ana@example.org")

    response = api_as(alice).post(URL, ANA | {"email": "ANA@example.org"})

    assert (response.status_code, response.json()) == (400, TAKEN)


def test_add_refuses_what_is_no_address(alice, api_as):
    response = api_as(alice).post(URL, ANA | {"email": "ana@"})

    assert (response.status_code, response.json()) == (400, {"email": ["Enter a valid email address."]})


def test_add_takes_an_address_that_another_owner_has(alice, bob, api_as):
    ContactFactory(owner=bob, email="ana@example.org")

    assert api_as(alice).post(URL, ANA).status_code == 201


def test_add_revives_an_archived_contact_under_its_new_name(alice, api_as):
    former = ContactFactory(owner=alice, email="ana@example.org", archived_at=LONG_AGO)

    response = api_as(alice).post(URL, ANA | {"first_name": "Anna"})

    assert (response.status_code, response.json()["id"]) == (201, former.pk)
    assert api_as(alice).get(url(former)).json() == response.json()


@pytest.mark.parametrize("field", ["first_name", "last_name", "email"])
@pytest.mark.parametrize("value", [None, True, [], {}, "a\x00b", "x" * 300, "a\nb", "\u202ea"])
def test_add_answers_400_to_a_hostile_value(alice, api_as, field, value):
    body = json.dumps(ANA | {field: value})

    response = api_as(alice).post(URL, body, content_type="application/json")

    assert (response.status_code, list(response.json())) == (400, [field])


@pytest.mark.parametrize("body", [None, [], "x", 1, [ANA], {"first_name": "\ud800"}, {"\udfff": 1}])
def test_add_answers_400_to_what_is_no_object(alice, api_as, body):
    response = api_as(alice).post(URL, json.dumps(body), content_type="application/json")

    assert response.status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("archived_at", [None, LONG_AGO])
def test_parallel_adds_of_one_address_make_one_contact(alice, api_as, archived_at):
    if archived_at:
        ContactFactory(owner=alice, email="ana@example.org", archived_at=archived_at)

    def add(_):
        try:
            return api_as(alice).post(URL, ANA).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(add, range(6))) == [201] + [400] * 5
    assert Contact.objects.count() == 1


def test_list_shows_the_own_contacts_in_order(alice, bob, api_as):
    ContactFactory(owner=alice, first_name="Cy")
    ContactFactory(owner=alice, first_name="Ana")
    ContactFactory(owner=bob, first_name="Bea")
    ContactFactory(owner=alice, first_name="Gone", archived_at=LONG_AGO)

    response = api_as(alice).get(URL)

    assert names(response) == ["Ana", "Cy"]
    assert {key: response.json()[key] for key in ("count", "next", "previous")} == {
        "count": 2,
        "next": None,
        "previous": None,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=an", ["Ana", "Cy", "Dee"]),
        ("search=lang", ["Cy"]),
        ("search=dana", ["Dee"]),
        ("search=cy lang", ["Cy"]),
        ("search=dragon", ["Dee"]),
        ("search=nobody", []),
        ("search=%25", []),
        ("ordering=-first_name", ["Dee", "Cy", "Ana"]),
        ("ordering=email", ["Cy", "Ana", "Dee"]),
        ("ordering=owner__password", ["Ana", "Cy", "Dee"]),
        ("page_size=2", ["Ana", "Cy"]),
        ("page_size=2&page=2", ["Dee"]),
    ],
)
def test_list_searches_orders_and_pages(alice, api_as, query, found):
    ContactFactory(owner=alice, first_name="Ana", email="b@example.org")
    ContactFactory(owner=alice, first_name="Cy", last_name="Lang", email="a@example.org")
    ContactFactory(
        owner=alice, first_name="Dee", email="dana@example.org", user=UserFactory(username="dragon")
    )

    assert names(api_as(alice).get(f"{URL}?{query}")) == found


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=0", 404),
        ("page=" + "9" * 40, 404),
        ("page=x", 404),
        ("page_size=" + "9" * 40, 200),
        ("page_size=-1", 200),
        ("search=%00", 400),
        ("search=%ED%A0%80", 200),
        ("ordering=%00", 200),
        ("search=" + "+".join("abcdefghij" * 180), 400),
    ],
)
def test_list_survives_a_hostile_query(alice, api_as, query, status):
    assert api_as(alice).get(f"{URL}?{query}").status_code == status


def test_page_is_never_longer_than_200(alice, api_as):
    Contact.objects.bulk_create(ContactFactory.build(owner=alice, email=f"{n}@x.org") for n in range(201))

    assert len(api_as(alice).get(f"{URL}?page_size=1000").json()["results"]) == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_a_constant_number_of_queries(alice, api_as, rows, django_assert_num_queries):
    ContactFactory.create_batch(rows, owner=alice, user=UserFactory())

    with django_assert_num_queries(2):
        api_as(alice).get(URL)


def test_change_replaces_names_and_address(alice, api_as):
    contact = ContactFactory(owner=alice)

    response = api_as(alice).put(url(contact), ANA)

    assert response.status_code == 200
    assert response.json() == api_as(alice).get(url(contact)).json()
    assert response.json().items() >= ANA.items()


def test_change_of_some_fields_leaves_the_others(alice, api_as):
    contact = ContactFactory(owner=alice, **ANA)

    response = api_as(alice).patch(url(contact), {"last_name": "Li"})

    assert response.json().items() >= (ANA | {"last_name": "Li"}).items()


def test_change_of_nothing_is_fine(alice, api_as):
    contact = ContactFactory(owner=alice, **ANA)

    assert api_as(alice).patch(url(contact), {}).json().items() >= ANA.items()


def test_change_of_everything_asks_for_every_field(alice, api_as):
    response = api_as(alice).put(url(ContactFactory(owner=alice)), {})

    assert response.json() == {name: ["This field is required."] for name in ANA}


def test_change_refuses_an_address_that_is_there(alice, api_as):
    ContactFactory(owner=alice, email="ana@example.org")
    contact = ContactFactory(owner=alice)

    response = api_as(alice).patch(url(contact), {"email": "ANA@example.org"})

    assert (response.status_code, response.json()) == (400, TAKEN)


def test_change_keeps_the_own_address(alice, api_as):
    contact = ContactFactory(owner=alice, **ANA)

    assert api_as(alice).patch(url(contact), {"email": "ANA@example.org"}).status_code == 200


def test_change_takes_no_user_and_no_owner(alice, bob, api_as):
    contact = ContactFactory(owner=alice)

    api_as(alice).patch(url(contact), {"user": bob.pk, "owner": bob.pk, "archived_at": "2026-01-01T00:00Z"})

    contact.refresh_from_db()
    assert (contact.owner, contact.user, contact.archived_at) == (alice, None, None)


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_foreign_archived_and_missing_contacts_look_the_same(alice, charlie, api_as, method):
    foreign = ContactFactory(owner=alice)
    archived = ContactFactory(owner=charlie, archived_at=LONG_AGO)
    ids = [foreign.pk, archived.pk, 0, 10**30]

    answers = [getattr(api_as(charlie), method)(f"{URL}{pk}/", ANA) for pk in ids]

    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"detail":"No Contact matches the given query."}')
    }
    foreign.refresh_from_db()
    assert foreign.first_name == "Ana"


@pytest.mark.parametrize("pk", ["x", "%00", "%ED%A0%80", "1.5", "-1"])
def test_nonsense_is_no_contact(alice, api_as, pk):
    assert api_as(alice).get(f"{URL}{pk}/").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", ""), ("post", ""), ("get", "1/"), ("put", "1/"), ("patch", "1/"), ("delete", "1/")],
)
def test_address_book_needs_a_user(api, method, path, db):
    response = getattr(api, method)(URL + path)

    assert (response.status_code, response.json()) == (
        401,
        {"detail": "Authentication credentials were not provided."},
    )


def test_search_for_a_null_character_names_the_parameter(alice, api_as):
    response = api_as(alice).get("/api/v1/contacts/?search=%00")

    assert (response.status_code, response.json()) == (
        400,
        {"search": ["Null characters are not allowed."]},
    )
