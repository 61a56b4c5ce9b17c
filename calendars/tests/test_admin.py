import pytest

from accounts.tests.factories import UserFactory
from calendars import links
from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from calendars.tests.shapes import rows as every_row

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

URL = "/admin/calendars"


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(username="root", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, name="Thesis talks", deadline=at(8))


def fill(calendar, rows):
    for row in range(rows):
        SlotFactory(calendar=calendar, start=at(row))
        invitation = invite(
            calendar, (row, row + 1, 2), contact__last_name=f"Lee{row}", contact__user=calendar.owner
        )
        MeetingFactory(invitation=invitation, confirmed=True, start=at(row))


def page(client, path):
    response = client.get(f"{URL}/{path}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=thesis",
        "?q=alice",
        "?q=ana",
        "?status__exact=open",
        "?created_at__year=2026",
        "?o=5",
        "?o=-6",
    ],
)
def test_calendars_are_listed_searched_and_filtered(operator, calendar, query):
    fill(calendar, 3)

    text = page(operator, f"calendar/{query}")

    assert "1 calendar\n" in text
    assert '<td class="field-invited">3</td><td class="field-responded">3</td>' in text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("invitation/?q=lee1", "1 invitation\n"),
        ("invitation/?q=thesis", "3 invitations\n"),
        ("invitation/?status__exact=responded", "3 invitations\n"),
        ("invitation/?opened_at__isempty=1", "3 invitations\n"),
        ("meeting/?q=alice", "3 meetings\n"),
        ("meeting/?q=thesis", "3 meetings\n"),
        ("meeting/?status__exact=confirmed", "3 meetings\n"),
        ("meeting/?start__year=2026", "3 meetings\n"),
        ("meeting/?o=3", "3 meetings\n"),
    ],
)
def test_invitations_and_meetings_are_listed_searched_and_filtered(operator, calendar, path, found):
    fill(calendar, 3)

    assert found in page(operator, path)


def test_calendar_page_shows_who_meets_when(operator, calendar):
    fill(calendar, 1)

    text = page(operator, f"calendar/{calendar.pk}/change/")

    shown = ["Ana Lee0", "Responded", "Confirmed", "2026-03-02 00:00", "Times of the owner"]
    assert [words in text for words in shown] == [True] * 5


@pytest.mark.parametrize("rows", [1, 3, 30])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("calendar/", 6),
        ("invitation/", 6),
        ("meeting/", 6),
        ("calendar/{calendar}/change/", 7),
        ("invitation/{invitation}/change/", 6),
        ("meeting/{meeting}/change/", 6),
    ],
)
def test_pages_cost_a_constant_number_of_queries(
    operator, calendar, rows, path, queries, django_assert_num_queries
):
    fill(calendar, rows)
    CalendarFactory.create_batch(rows, owner=calendar.owner)
    ids = {"invitation": Invitation.objects.first().pk, "meeting": Meeting.objects.first().pk}
    path = path.format(calendar=calendar.pk, **ids)
    page(operator, path)  # which leaves the content types in their cache

    with django_assert_num_queries(queries):
        page(operator, path)


def test_pages_show_no_links(operator, calendar):
    fill(calendar, 1)
    invitation = Invitation.objects.get()
    Invitation.objects.update(generation=4711)
    paths = [
        "calendar/",
        "invitation/",
        f"calendar/{calendar.pk}/change/",
        f"invitation/{invitation.pk}/change/",
        f"invitation/{invitation.pk}/history/",
    ]

    texts = [page(operator, path) for path in paths]

    secrets = [links.token(invitation), links.token(Invitation.objects.get()), "4711", "eneration"]
    assert [secret in text for text in texts for secret in secrets] == [False] * 20


def test_words_of_a_calendar_can_be_corrected_and_nothing_else(operator, calendar, bob):
    before = Calendar.objects.values().get() | {"version": 2}
    form = {
        "name": "Talks",
        "description": "Corrected.",
        "status": "finalized",
        "owner": bob.pk,
        "deadline_0": "",
    }
    inlines = {
        f"{prefix}-{name}": 0
        for prefix in ("invitations", "meetings", "slots")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    response = operator.post(f"{URL}/calendar/{calendar.pk}/change/", form | inlines)

    assert response.status_code == 302
    assert Calendar.objects.values().get() == before | {"name": "Talks", "description": "Corrected."}


@pytest.mark.parametrize(
    "path",
    [
        "calendar/add/",
        "calendar/{calendar}/delete/",
        "invitation/add/",
        "invitation/{invitation}/change/",
        "invitation/{invitation}/delete/",
        "meeting/add/",
        "meeting/{meeting}/change/",
        "meeting/{meeting}/delete/",
    ],
)
def test_rules_cannot_be_passed_by(operator, calendar, path):
    fill(calendar, 1)
    ids = {"invitation": Invitation.objects.get().pk, "meeting": Meeting.objects.get().pk}
    before = every_row()

    response = operator.post(
        f"{URL}/{path.format(calendar=calendar.pk, **ids)}", {"post": "yes", "status": "x"}
    )

    assert response.status_code == 403
    assert every_row() == before


@pytest.mark.parametrize("model", ["calendar", "invitation", "meeting"])
def test_lists_offer_no_deletion(operator, calendar, model):
    fill(calendar, 1)

    operator.post(
        f"{URL}/{model}/",
        {"action": "delete_selected", "_selected_action": calendar.pk, "post": "yes"},
    )

    assert [each.objects.count() for each in (Calendar, Invitation, Meeting, Slot)] == [1, 1, 1, 2]
