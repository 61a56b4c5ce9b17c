"""Ids in queries and in lists: those of others are as good as missing."""

import re

import pytest

from calendars.tests.factories import NOW, at
from calendars.tests.routes import MISSING, Stage
from calendars.tests.shapes import rows, zulu
from contacts.tests.factories import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


@pytest.fixture
def own(charlie):
    return Stage(charlie)


def wishes(own, ids):
    return {
        "meetings": [
            {"invitation": own.invitation.pk, "start": zulu(at(9))},
            {"invitation": ids["invitation"], "start": zulu(at(9.5))},
        ]
    }


def answer(client, method, path, pk, body=None):
    """Return the status and the text of an answer, without the id that was asked for."""
    response = getattr(client, method)(path, body)
    return response.status_code, re.sub(rf"\b{pk}\b", "id", response.content.decode())


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("slot", "meetings/?slot={}"),
        ("invitation", "log/?invitation={}"),
        ("invitation", "suggestions/?exclude={}"),
    ],
)
def test_ids_of_others_in_a_query_find_nothing(alice, own, api_as, kind, query):
    client, foreign = api_as(own.calendar.owner), Stage(alice).ids()[kind]
    path = f"/api/v1/calendars/{own.calendar.pk}/{query}"

    found = [answer(client, "get", path.format(pk), pk) for pk in (foreign, MISSING)]

    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("method", "part", "body"),
    [
        ("post", "schedule/generate/", lambda own, ids: {"keep": [own.meeting.pk, ids["meeting"]]}),
        ("put", "schedule/", wishes),
        ("post", "finalize/", wishes),
        ("post", "finalize/?dry_run=true", wishes),
        ("post", "invitations/", lambda own, ids: {"contacts": [own.friend.pk, ids["contact"]]}),
        ("post", "../", lambda own, ids: {"name": "Talks", "invitees": [own.friend.pk, ids["contact"]]}),
    ],
)
def test_one_id_of_others_in_a_list_refuses_it_as_a_missing_one_does(alice, own, api_as, method, part, body):
    client, stage = api_as(own.calendar.owner), Stage(alice)
    own.friend = ContactFactory(owner=own.calendar.owner)
    foreign = stage.ids() | {"contact": stage.invitation.contact_id}
    path = f"/api/v1/calendars/{own.calendar.pk}/{part}".replace(f"{own.calendar.pk}/../", "")
    before = rows()

    found = []
    for ids in (foreign, dict.fromkeys(foreign, MISSING)):
        sent = body(own, ids)
        wrong = next(pk for pk in ids.values() if re.search(rf"\b{pk}\b", str(sent)))
        found.append(answer(client, method, path, wrong, sent))

    assert found[0] == found[1]
    assert found[0][0] == 400
    assert rows() == before
