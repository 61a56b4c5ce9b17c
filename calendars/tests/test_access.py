"""Who may call what: every route of calendars, by strangers and by nobody."""

import pytest
from django.urls import URLPattern, reverse

from calendars import urls
from calendars.tests.factories import NOW, CalendarFactory, at
from calendars.tests.routes import (
    MISSING,
    OF_INVITATION,
    OF_MEETING,
    OF_PROPOSAL,
    OF_PROPOSALS,
    OF_SLOT,
    OWNERS,
    PRIVATE,
    PUBLIC,
    RECEIVED,
    RECEIVED_SLOT,
    Stage,
    call,
    cells,
)
from calendars.tests.shapes import rows, zulu

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

PARTS = cells(OF_SLOT, OF_INVITATION, OF_MEETING, OF_PROPOSALS, OF_PROPOSAL)
NO_CREDENTIALS = (401, b'{"detail":"Authentication credentials were not provided."}')


def routes(patterns):
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from routes(pattern.url_patterns)
        elif hasattr(pattern.callback, "actions"):
            yield from ((pattern.name, method) for method in pattern.callback.actions if method != "head")
        else:
            view = pattern.callback.view_class
            yield from (
                (pattern.name, method)
                for method in ("get", "post", "put", "patch", "delete")
                if hasattr(view, method)
            )


def test_every_route_is_listed():
    assert sorted(routes(urls.urlpatterns)) == sorted(cells(PRIVATE, PUBLIC))


@pytest.mark.parametrize(("name", "method"), cells(PRIVATE))
def test_nobody_is_let_in_without_credentials(alice, api, name, method):
    ids = Stage(alice).ids()
    before = rows()

    assert call(api, name, method, ids) == NO_CREDENTIALS
    assert rows() == before


@pytest.mark.parametrize(("name", "method"), cells(PRIVATE))
def test_inactive_user_is_refused(alice, api_as, name, method):
    ids = Stage(alice).ids()
    client = api_as(alice)
    alice.is_active = False
    alice.save()

    assert call(client, name, method, ids)[0] == 401


@pytest.mark.parametrize(("name", "method"), cells(OWNERS, RECEIVED, RECEIVED_SLOT))
def test_rows_of_others_are_as_good_as_missing(alice, charlie, api_as, name, method):
    ids = Stage(alice).ids()
    before = rows()

    foreign = call(api_as(charlie), name, method, ids)

    assert foreign == call(api_as(charlie), name, method, dict.fromkeys(ids, MISSING))
    assert foreign[0] == 404
    assert rows() == before


@pytest.mark.parametrize(("name", "method"), PARTS)
def test_parts_of_others_are_no_parts_of_the_own(alice, charlie, api_as, name, method):
    own, foreign = Stage(charlie).ids(), Stage(alice).ids()
    before = rows()

    answer = call(api_as(charlie), name, method, foreign | {"calendar_pk": own["calendar_pk"]})

    missing = dict.fromkeys(own, MISSING) | {"calendar_pk": own["calendar_pk"]}
    assert answer == call(api_as(charlie), name, method, missing)
    assert answer[0] == 404
    assert rows() == before


@pytest.mark.parametrize(("name", "method"), PARTS)
def test_parts_of_one_calendar_are_no_parts_of_another(alice, api_as, name, method):
    one, other = Stage(alice).ids(), CalendarFactory(owner=alice)

    assert call(api_as(alice), name, method, one | {"calendar_pk": other.pk})[0] == 404


@pytest.mark.parametrize(("name", "method"), cells(OWNERS))
def test_invitee_is_a_stranger_to_the_owners_calls(alice, bob, api_as, name, method):
    ids = Stage(alice, invitee=bob).ids()

    assert call(api_as(bob), name, method, ids)[0] == 404


@pytest.mark.parametrize(("name", "method"), cells(OWNERS))
def test_staff_has_no_more_rights_than_others(alice, charlie, api_as, name, method):
    charlie.is_staff = charlie.is_superuser = True
    charlie.save()

    assert call(api_as(charlie), name, method, Stage(alice).ids())[0] == 404


@pytest.mark.parametrize(("name", "method"), cells(OWNERS))
def test_owner_is_let_in(alice, api_as, name, method):
    ids = Stage(alice).ids()

    assert call(api_as(alice), name, method, ids)[0] in {200, 201, 204, 400, 409}


@pytest.mark.parametrize("name", ["calendar-list", "home", "received-invitation-list"])
def test_lists_hold_nothing_of_others(alice, charlie, api_as, name):
    Stage(alice)

    answer = api_as(charlie).get(reverse(name)).json()

    assert answer in (
        {"count": 0, "next": None, "previous": None, "results": []},
        {"finalized_meetings": [], "unfinalized_calendars": [], "invitations": []},
    )


@pytest.mark.parametrize("is_foreign", [True, False])
def test_ids_of_others_in_a_body_are_as_good_as_missing(alice, charlie, api_as, is_foreign):
    stage, client = Stage(alice), api_as(charlie)
    own = CalendarFactory(owner=charlie)
    invitation, contact = (stage.invitation.pk, stage.invitation.contact_id) if is_foreign else (MISSING,) * 2
    path = f"/api/v1/calendars/{own.pk}/"
    wish = {"meetings": [{"invitation": invitation, "start": zulu(at(9))}]}

    answers = [
        client.post("/api/v1/calendars/", {"name": "Talks", "invitees": [contact]}),
        client.post(f"{path}invitations/", {"contact": contact}),
        client.post(f"{path}invitations/", {"contacts": [contact]}),
        client.put(f"{path}schedule/", wish),
        client.post(f"{path}finalize/", wish),
        client.post(f"{path}finalize/?dry_run=true", wish),
        client.get(f"{path}suggestions/?exclude={invitation}"),
    ]

    fault = ["Invalid contact id"]
    assert [answer.status_code for answer in answers] == [400] * 7
    assert [answer.json() for answer in answers[:6]] == [
        {"invitees": {"0": fault}},
        {"contact": fault},
        {"contacts": {"0": fault}},
        *[{"meetings": {"0": {"invitation": fault}}}] * 3,
    ]
    assert str(answers[6].json()).replace(str(invitation), "id") == str(
        client.get(f"{path}suggestions/?exclude=999").json()
    ).replace("999", "id")
