"""Pages of lists: what a first page tells without a count, and what later ones need."""

import pytest

from calendars.tests.factories import CalendarFactory, invite
from contacts.tests.factories import ContactFactory
from oneonone.pages import Pages

pytestmark = pytest.mark.django_db

PATH = "/api/v1/contacts/"


@pytest.fixture
def page(alice, api_as):
    """Return a function that gives what a page of three contacts says beside its rows."""
    ContactFactory.create_batch(3, owner=alice)

    def read(query):
        body = api_as(alice).get(f"{PATH}{query}").json()
        return len(body["results"]), body["count"], body["previous"], body["next"]

    return read


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", (3, 3, None, None)),
        ("?page_size=3", (3, 3, None, None)),
        ("?page_size=2", (2, 3, None, f"http://testserver{PATH}?page=2&page_size=2")),
        ("?page_size=2&page=2", (1, 3, f"http://testserver{PATH}?page_size=2", None)),
        ("?page_size=2&page=1", (2, 3, None, f"http://testserver{PATH}?page=2&page_size=2")),
        ("?search=nobody", (0, 0, None, None)),
    ],
)
def test_page_says_what_is_before_and_after_it(page, query, expected):
    assert page(query) == expected


@pytest.fixture
def lists(alice, api_as, monkeypatch):
    """Return a function that gives the lists which begin with a statement, the pages being of two rows."""
    for place in ("contacts.views.contacts", "calendars.views.calendars", "calendars.detail"):
        monkeypatch.setattr(f"{place}._first._made", {})
        monkeypatch.setattr(f"{place}.LENGTH", 2)
    monkeypatch.setattr(Pages, "page_size", 2)
    calendars = CalendarFactory.create_batch(3, owner=alice)
    for start in (9, 10, 11):
        invite(calendars[0], (start, start + 1, 3))
    ContactFactory(owner=alice, first_name="Aaron", user=alice, picture="pictures/aaron.png")
    paths = PATH, "/api/v1/calendars/", f"/api/v1/calendars/{calendars[0].pk}/invitations/"
    return lambda query: [api_as(alice).get(f"{path}{query}").json() for path in paths]


def test_first_page_by_a_statement_says_what_a_queryset_would(lists):
    assert [[len(answer["results"]), answer["count"]] for answer in lists("")] == [[2, 4], [2, 3], [2, 3]]
    assert lists("")[0]["results"][0]["picture"].endswith("/pictures/aaron.png")
    assert [answer["results"] for answer in lists("")] == [answer["results"] for answer in lists("?page=1")]


def test_page_behind_the_last_one_is_missing(alice, api_as):
    assert api_as(alice).get(f"{PATH}?page=2").status_code == 404


def test_short_list_is_not_counted(page, django_assert_num_queries):
    with django_assert_num_queries(2):
        page("")
    with django_assert_num_queries(3):
        page("?page_size=2")


@pytest.mark.parametrize("ordering", ["", "&ordering=-created_at", "&ordering=email"])
def test_far_pages_show_the_same_rows_as_one_after_the_other(alice, api_as, monkeypatch, ordering):
    ContactFactory.create_batch(11, owner=alice)

    def read():
        answers = [
            api_as(alice).get(f"{PATH}?page_size=2&page={page}{ordering}").json() for page in range(1, 7)
        ]
        return [[row["id"] for row in answer["results"]] for answer in answers]

    near = read()
    monkeypatch.setattr("oneonone.pages.FAR", 1)
    assert read() == near
    assert [len(page) for page in near] == [2, 2, 2, 2, 2, 1]


def test_far_page_is_found_by_its_ids(page, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("oneonone.pages.FAR", 1)

    with django_assert_num_queries(4) as captured:
        page("?page_size=2&page=2")
    *_, ids, rows = [query["sql"] for query in captured]
    assert ids.startswith('SELECT "contacts_contact"."id" AS "pk" FROM')
    assert "OFFSET" not in rows
