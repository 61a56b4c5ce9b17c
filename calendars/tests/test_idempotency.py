"""Requests that are sent again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import KeptAnswer
from accounts.services import kept_answers
from calendars.models import Calendar, Slot
from calendars.tests.factories import (
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    invite,
)
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

URL = "/api/v1/calendars/"
KEY = {"Idempotency-Key": "a1b2"}


def test_repeat_has_the_same_answer_and_no_second_effect(api_as, alice):
    contact = ContactFactory(owner=alice)
    body = {"name": "Thesis talks", "invitees": [contact.pk]}

    first = api_as(alice).post(URL, body, headers=KEY)
    second = api_as(alice).post(URL, body, headers=KEY)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert Calendar.objects.count() == 1
    assert OutgoingMail.objects.filter(template="invitation").count() == 1


def test_repeat_names_the_same_version(api_as, alice):
    first, second = (api_as(alice).post(URL, {"name": "One"}, headers=KEY) for _ in range(2))

    assert first.headers["ETag"]
    assert second.headers["ETag"] == first.headers["ETag"]


@pytest.fixture
def broken(alice):
    """A calendar with a meeting at a time that the owner has no more."""
    calendar = CalendarFactory(owner=alice)
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    for hours, party in ((1, None), (8, invite(calendar))):
        SlotFactory(calendar=calendar, invitation=party, start=start, end=start + timedelta(hours=hours))
    MeetingFactory(invitation=party, start=start + timedelta(hours=4), confirmed=True)
    return calendar


def place_of(statements, model, verb="SELECT"):
    found = (verb in each["sql"] and model._meta.db_table in each["sql"] for each in statements)
    return list(found).index(True)


@pytest.mark.parametrize("action", ["repair/", "schedule/generate/"])
def test_solving_comes_before_the_claim(api_as, alice, broken, action):
    with CaptureQueriesContext(connection) as captured:
        response = api_as(alice).post(f"{URL}{broken.pk}/{action}", headers=KEY)

    assert response.status_code == 200
    assert place_of(captured, Slot) < place_of(captured, KeptAnswer, "INSERT")


def test_repeat_of_a_repair_that_is_applied_by_now_has_its_answer(api_as, alice, broken):
    body = {"id": api_as(alice).get(f"{URL}{broken.pk}/repair/").json()["id"]}

    first, second = (api_as(alice).post(f"{URL}{broken.pk}/repair/", body, headers=KEY) for _ in range(2))

    assert (second.status_code, second.json()) == (200, first.json())
    assert api_as(alice).post(f"{URL}{broken.pk}/repair/", body).json()["code"] == "repair_outdated"


def test_repeat_that_comes_while_the_first_is_at_work_has_its_answer(api_as, alice, broken):
    path, first = f"{URL}{broken.pk}/repair/", []
    body = {"id": api_as(alice).get(path).json()["id"]}

    def meanwhile(execute, sql, *more):
        result = execute(sql, *more)
        if KeptAnswer._meta.db_table in sql and not first:
            first.append(None)
            first[0] = api_as(alice).post(path, body, headers=KEY)
        return result

    with connection.execute_wrapper(meanwhile):
        second = api_as(alice).post(path, body, headers=KEY)

    assert (second.status_code, second.json()) == (200, first[0].json())


def test_same_key_for_another_request_is_refused(api_as, alice):
    api_as(alice).post(URL, {"name": "One"}, headers=KEY)

    other = api_as(alice).post(URL, {"name": "Two"}, headers=KEY)

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_failure_is_not_kept(api_as, alice):
    api_as(alice).post(URL, {"name": ""}, headers=KEY)

    answer = api_as(alice).post(URL, {"name": "One"}, headers=KEY)

    assert answer.status_code == 201


def test_key_belongs_to_its_user(api_as, alice, bob):
    api_as(alice).post(URL, {"name": "One"}, headers=KEY)

    theirs = api_as(bob).post(URL, {"name": "One"}, headers=KEY)

    assert theirs.status_code == 201
    assert Calendar.objects.owned_by(bob).count() == 1


def test_without_a_key_each_request_counts(api_as, alice):
    for _ in range(2):
        api_as(alice).post(URL, {"name": "One"})

    assert Calendar.objects.count() == 2


@pytest.mark.parametrize("key", ["x" * 256, "ü", "\x00"])
def test_unfit_key_is_refused(api_as, alice, key):
    answer = api_as(alice).post(URL, {"name": "One"}, headers={"Idempotency-Key": key})

    assert (answer.status_code, list(answer.json())) == (400, ["Idempotency-Key"])


def test_reminder_that_is_repeated_is_one_reminder(api_as, alice):
    invitation = InvitationFactory(calendar__owner=alice)
    url = f"{URL}{invitation.calendar_id}/invitations/{invitation.pk}/remind/"

    answers = [api_as(alice).post(url, headers=KEY) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert OutgoingMail.objects.count() == 1


def test_answers_are_forgotten_after_a_day(alice):
    now = timezone.now()
    kept_answers.claim(user=alice, key="old", digest="", now=now - timedelta(hours=24))
    kept_answers.claim(user=alice, key="new", digest="", now=now)

    kept_answers.forget_old(now=now)

    assert [kept.key for kept in KeptAnswer.objects.all()] == ["new"]


@pytest.mark.django_db(transaction=True)
def test_repeats_at_the_same_moment_have_one_effect(api_as, alice):
    def post(_):
        try:
            return api_as(alice).post(URL, {"name": "One"}, headers=KEY).json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(post, range(4)))

    assert ids == {Calendar.objects.get().pk}
