import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from accounts.models import RefreshSession
from accounts.services import sessions

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REFUSAL = {"code": "token_not_valid", "detail": "Token is invalid or expired"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair(alice):
    return sessions.start(user=alice, now=NOW)


def refresh(token):
    body = json.dumps({"refresh": token})
    return APIClient().post("/api/v1/accounts/token/refresh/", body, content_type="application/json")


def verify(token):
    return APIClient().post("/api/v1/accounts/token/verify/", {"token": token})


def test_refresh_gives_a_new_pair_that_works(api, alice, pair):
    answer = refresh(pair.refresh).json()

    api.credentials(HTTP_AUTHORIZATION=f"Bearer {answer['access']}")
    assert api.get("/api/v1/accounts/profile/").json()["id"] == alice.pk
    assert refresh(answer["refresh"]).status_code == 200


def test_refresh_stays_in_its_session(pair):
    answer = refresh(pair.refresh).json()

    assert AccessToken(answer["access"])["session"] == AccessToken(pair.access)["session"]


def test_refresh_twice_is_refused_and_ends_the_session(pair):
    newest = refresh(pair.refresh).json()["refresh"]

    again = refresh(pair.refresh)

    assert (again.status_code, again.json()) == (401, REFUSAL)
    assert again["WWW-Authenticate"] == 'Bearer realm="api"'
    assert refresh(newest).status_code == 401


def test_refresh_twice_leaves_other_sessions_alone(alice, pair):
    other = sessions.start(user=alice, now=NOW)
    refresh(pair.refresh)

    refresh(pair.refresh)

    assert refresh(other.refresh).status_code == 200


def test_refresh_runs_out_after_two_weeks(pair):
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        assert refresh(pair.refresh).status_code == 401


def test_refresh_prolongs_the_session(pair):
    with time_machine.travel(NOW + timedelta(days=13), tick=False):
        newest = refresh(pair.refresh).json()["refresh"]
    with time_machine.travel(NOW + timedelta(days=26), tick=False):
        assert refresh(newest).status_code == 200


def test_refresh_refuses_an_inactive_user(alice, pair):
    alice.is_active = False
    alice.save()

    assert refresh(pair.refresh).json() == REFUSAL


def test_refresh_refuses_a_deleted_user(alice, pair):
    alice.delete()

    assert refresh(pair.refresh).json() == REFUSAL


def test_refresh_refuses_a_token_outside_any_session(alice):
    assert refresh(str(RefreshToken.for_user(alice))).json() == REFUSAL


def test_refresh_refuses_an_access_token(pair):
    assert refresh(pair.access).json() == REFUSAL


@pytest.mark.parametrize("token", ["x", "a.b.c", "é.é.é", "." * 4096])
def test_refresh_refuses_what_is_no_token(token, db):
    assert (refresh(token).status_code, refresh(token).json()) == (401, REFUSAL)


@pytest.mark.parametrize("token", [None, "", [], {}, "a\x00", "\ud800", "x" * 4097, True])
def test_refresh_answers_400_to_nonsense(token, db):
    assert refresh(token).status_code == 400


def test_refresh_costs_a_constant_number_of_queries(pair, django_assert_num_queries):
    with django_assert_num_queries(2):
        refresh(pair.refresh)


@pytest.mark.django_db(transaction=True)
def test_parallel_refreshes_have_one_winner(alice):
    def attempt(token):
        try:
            return refresh(token).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            token = sessions.start(user=alice, now=NOW).refresh
            assert sorted(pool.map(attempt, [token] * 8)) == [200] + [401] * 7


def test_verify_accepts_both_tokens(pair):
    assert [(answer.status_code, answer.json()) for answer in map(verify, (pair.access, pair.refresh))] == [
        (200, {}),
        (200, {}),
    ]


def test_verify_refuses_a_spent_refresh_token(pair):
    refresh(pair.refresh)

    assert (verify(pair.refresh).status_code, verify(pair.refresh).json()) == (401, REFUSAL)


def test_verify_refuses_an_expired_access_token(pair):
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        assert verify(pair.access).json() == REFUSAL


def test_verify_refuses_what_the_api_refuses_under_another_password(alice, pair):
    alice.set_password("a horse of another colour")
    alice.save()
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {pair.access}")

    assert client.get("/api/v1/accounts/profile/").status_code == 401
    assert [verify(token).status_code for token in (pair.access, pair.refresh)] == [401, 401]


def test_verify_refuses_the_tokens_of_a_deleted_user(alice, pair):
    alice.delete()

    assert [verify(token).status_code for token in (pair.access, pair.refresh)] == [401, 401]


def logout(user, token, api_as):
    return api_as(user).post("/api/v1/accounts/logout/", {"refresh": token})


def test_logout_ends_the_session_and_again_is_fine(alice, pair, api_as):
    first, second = (logout(alice, pair.refresh, api_as) for _ in range(2))

    assert (first.status_code, first.content, second.status_code) == (204, b"", 204)
    assert refresh(pair.refresh).status_code == 401


def test_logout_leaves_other_sessions_alone(alice, pair, api_as):
    other = sessions.start(user=alice, now=NOW)

    logout(alice, pair.refresh, api_as)

    assert refresh(other.refresh).status_code == 200


def test_logout_of_somebody_elses_session_does_nothing(bob, pair, api_as):
    assert logout(bob, pair.refresh, api_as).status_code == 204
    assert refresh(pair.refresh).status_code == 200


def test_logout_answers_400_to_what_is_no_refresh_token(alice, pair, api_as):
    answers = [logout(alice, token, api_as) for token in ("x", pair.access)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (400, {"refresh": ["Token is invalid or expired"]})
    ] * 2


def test_logout_needs_the_user(api, pair):
    assert api.post("/api/v1/accounts/logout/", {"refresh": pair.refresh}).status_code == 401


def test_login_clears_the_sessions_that_ran_out(alice, bob):
    for user in (alice, bob):
        sessions.start(user=user, now=NOW - timedelta(days=15))
    sessions.start(user=alice, now=NOW - timedelta(days=1))

    sessions.start(user=alice, now=NOW)

    assert RefreshSession.objects.filter(user=alice).count() == 2
    assert RefreshSession.objects.filter(user=bob).count() == 1


def test_database_holds_no_token(pair):
    row = str(RefreshSession.objects.values().get())

    assert RefreshToken(pair.refresh)["jti"] not in row


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Bearer \xff.\xff.\xff", "Bearer a b", "Basic YTpi", ""]
)
def test_endpoints_answer_401_to_a_broken_header(api, header, db):
    response = api.get("/api/v1/accounts/profile/", HTTP_AUTHORIZATION=header)

    assert response.status_code == 401
    assert "detail" in response.json()


def test_access_token_of_an_inactive_user_is_refused(alice, api_as):
    alice.is_active = False
    alice.save()

    assert api_as(alice).get("/api/v1/accounts/profile/").status_code == 401


@pytest.mark.parametrize("check", [refresh, verify])
def test_session_ends_with_the_password_that_opened_it(alice, pair, check):
    alice.set_password("a horse of another colour")
    alice.save()

    assert (check(pair.refresh).status_code, check(pair.refresh).json()) == (401, REFUSAL)


def test_session_goes_on_beside_a_new_password_under_its_own(alice, pair):
    other = sessions.start(user=alice, now=NOW)
    alice.set_password("a horse of another colour")
    alice.save()

    sessions.end_all(user=alice, besides=AccessToken(pair.access)["session"], now=NOW)

    assert [refresh(each.refresh).status_code for each in (pair, other)] == [200, 401]
