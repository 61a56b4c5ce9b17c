import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

AWAY = {"detail": "The database is away or busy. Please try again."}


def break_down(request):
    raise ZeroDivisionError("the secret of the house")


def ask_nonsense(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM nowhere")


def begin_session(request):
    request.session["seen"] = True
    return HttpResponse()


class _Broken:
    urlpatterns = [
        path("session/", begin_session),
        path("api/v1/broken/", break_down),
        path("api/v1/nonsense/", ask_nonsense),
        path("broken/", break_down),
        path("", include("oneonone.urls")),
    ]
    handler400 = "oneonone.faults.bad_request"
    handler500 = "oneonone.faults.server_error"


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = _Broken
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/nothing/", "/api/v1/contacts"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_missing_endpoint_is_a_json_404(client, path, method):
    response = getattr(client, method)(path)

    assert (response.status_code, response.json()) == (404, {"detail": "Not found."})


def test_missing_page_is_a_plain_404(client):
    response = client.get("/nothing/")

    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_fault_of_ours_tells_the_api_nothing(broken):
    response = broken.get("/api/v1/broken/")

    assert (response.status_code, response.json()) == (500, {"detail": "Internal server error."})


def test_fault_of_ours_tells_a_page_nothing(broken):
    response = broken.get("/broken/")

    assert response.status_code == 500
    assert b"secret" not in response.content


def test_foreign_host_is_a_json_400(client):
    response = client.get("/api/v1/contacts/", headers={"host": "evil.example.org"})

    assert (response.status_code, response.json()) == (400, {"detail": "Bad request."})


def test_api_answers_503_while_the_database_is_away(database_away):
    client = APIClient(headers={"authorization": f"Bearer {_token()}"})

    response = client.get("/api/v1/contacts/")

    assert (response.status_code, response.json()) == (503, AWAY)
    assert response["Retry-After"] == "5"


def test_page_answers_503_while_the_database_is_away(client, database_away):
    response = client.post("/admin/login/", {"username": "alice", "password": "wrong"})

    assert (response.status_code, response["Content-Type"]) == (503, "text/html; charset=utf-8")


def test_session_that_cannot_be_stored_is_answered_503_and_logged(broken, database_away, caplog):
    response = broken.get("/session/")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert sum("'event': 'unavailable'" in each.getMessage() for each in caplog.records) == 1


def test_api_needs_no_page_for_its_503(database_away, monkeypatch):
    monkeypatch.setattr("oneonone.faults.get_template", break_down)
    client = APIClient(headers={"authorization": f"Bearer {_token()}"})

    assert client.get("/api/v1/contacts/").json() == AWAY


READ_ONLY = {"postgresql": "SET default_transaction_read_only = on", "sqlite": "PRAGMA query_only = on"}


@pytest.mark.django_db(transaction=True)
def test_write_to_a_database_that_follows_another_is_answered_503(alice, api_as):
    with connection.cursor() as cursor:
        cursor.execute(READ_ONLY[connection.vendor])
    try:
        response = api_as(alice).patch("/api/v1/accounts/profile/", {"first_name": "Alicia"})
    finally:
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY[connection.vendor].replace("= on", "= off"))

    assert (response.status_code, response.json(), response["Retry-After"]) == (503, AWAY, "5")


def test_api_recovers_by_itself(database_away):
    client = APIClient(headers={"authorization": f"Bearer {_token()}"})
    client.get("/api/v1/contacts/")
    database_away.undo()

    assert client.get("/api/v1/contacts/").status_code == 401


@pytest.mark.django_db
def test_statement_that_is_wrong_is_our_fault(broken):
    response = broken.get("/api/v1/nonsense/")

    assert (response.status_code, response.json()) == (500, {"detail": "Internal server error."})


def _token():
    token = AccessToken()
    token["user_id"] = "1"
    return token
