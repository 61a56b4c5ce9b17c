import json
import re
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from oneonone import docs


def test_schema_is_openapi_3_1(client):
    response = client.get("/api/schema/?format=json")

    assert response["Content-Type"] == "application/vnd.oai.openapi+json"
    assert json.loads(response.content)["openapi"] == "3.1.0"


def test_schema_is_yaml_unless_asked(client):
    response = client.get("/api/schema/")

    assert response["Content-Type"] == "application/vnd.oai.openapi"
    assert response.content.startswith(b"openapi: 3.1.0\n")


def test_schema_is_made_by_one_thread_at_a_time(monkeypatch):
    made = []

    class Generator:
        def get_schema(self, **_fields):
            made.append("begun")
            sleep(0.02)
            made.append("done")
            return {}

    monkeypatch.setattr(docs, "SchemaGenerator", Generator)
    docs._rendered.cache_clear()
    types = ["json", "yaml", "json", "yaml"]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda each: Client().get(f"/api/schema/?format={each}"), types))

    docs._rendered.cache_clear()
    assert [answer.status_code for answer in answers] == [200] * 4
    assert made == ["begun", "done"] * 2


def test_schema_ignores_stale_credentials(api):
    response = api.get("/api/schema/", headers={"authorization": "Bearer stale"})

    assert response.status_code == 200


def test_docs_load_nothing_from_elsewhere(client):
    response = client.get("/api/docs/")

    sources = re.findall(r'(?:src|href)="([^"]+)"', response.content.decode())
    assert len(sources) == 5
    assert [source for source in sources if not source.startswith("/")] == []


@pytest.mark.parametrize(
    "file", ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "favicon-32x32.png"]
)
def test_docs_find_their_files(file):
    assert finders.find(f"drf_spectacular_sidecar/swagger-ui-dist/{file}")


def test_docs_run_no_inline_script(client):
    response = client.get("/api/docs/")

    assert "script-src 'self';" in response["Content-Security-Policy"]
    assert re.findall(r"<script>", response.content.decode()) == []


def test_docs_script_names_the_schema(client):
    response = client.get("/api/docs/?script=")

    assert response["Content-Type"].startswith("application/javascript")
    assert b"/api/schema/" in response.content


@pytest.mark.parametrize("name", ["profile", "email-verify-resend", "remind-all", "repair"])
def test_options_tells_of_views_without_a_body_too(alice, api_as, name):
    path = reverse(name, args=[1] if name in {"remind-all", "repair"} else [])

    assert api_as(alice).options(path).status_code == 200
