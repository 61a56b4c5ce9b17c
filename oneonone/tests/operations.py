"""The API as its OpenAPI description has it: operations, their fields, and rows for their paths to name."""

from functools import cache

import yaml
from django.conf import settings

from accounts.tests.factories import PASSWORD
from calendars import links
from calendars.tests.factories import NOW, at, invite
from calendars.tests.routes import Stage
from calendars.tests.shapes import offer, zulu
from contacts.tests.factories import ContactFactory, ContactRequestFactory

# A value that each field takes, so that only one of them is hostile at a time.
FIT = {
    "availability": [offer(at(9), at(10))],
    "comment": "Late?",
    "current_password": PASSWORD,
    "deadline": zulu(at(8)),
    "email": "new@example.org",
    "end": zulu(at(10)),
    "first_name": "Ana",
    "keep": [],
    "last_name": "Lee",
    "meeting_minutes": 30,
    "message": "Earlier?",
    "name": "Talks",
    "password": PASSWORD + "!",
    "password2": PASSWORD + "!",
    "new_password": PASSWORD + "?",
    "new_password2": PASSWORD + "?",
    "preference": 2,
    "start": zulu(at(9)),
    "time_zone": "Europe/Berlin",
    "token": "x",
    "uid": "MQ",
    "username": "dora",
}


@cache
def description():
    return yaml.safe_load((settings.BASE_DIR / "docs/openapi.yaml").read_text())


def operations(*, with_body):
    """Return ``(method, path)`` of the operations that take a JSON body, or of those that are read."""
    return [
        (method, path)
        for path, found in description()["paths"].items()
        for method, operation in found.items()
        if ("requestBody" in operation if with_body else method == "get")
    ]


def fields(method, path):
    """Return the places of all fields of an operation's body, from the outside in."""
    content = description()["paths"][path][method]["requestBody"]["content"]
    return sorted(set(_places(content["application/json"]["schema"])), key=str)


def queries(path):
    parameters = description()["paths"][path]["get"].get("parameters", [])
    return [each["name"] for each in parameters if each["in"] == "query"]


def body_around(method, path, place):
    """Return a body whose other fields are fit, with a marker at one place."""
    schema = description()["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]
    return _fill(_resolve(schema), place)


def path_of(template, stage):
    """Return a path that names rows of the stage."""
    kinds = {
        "/proposals/{id}/": stage.proposal.pk,
        "/meetings/{id}/": stage.meeting.pk,
        "{calendar_pk}/invitations/{id}/": stage.invitation.pk,
        "{calendar_pk}/availability/{id}/": stage.slot.pk,
        "/v1/invitations/{id}/": stage.invitation.pk,
        "/calendars/{id}/": stage.calendar.pk,
        "/contacts/{id}/": stage.contact.pk,
        "/requests/{id}/": stage.request.pk,
    }
    pk = next((pk for part, pk in kinds.items() if part in template), 0)
    return template.format(
        id=pk,
        calendar_pk=stage.calendar.pk,
        meeting_pk=stage.meeting.pk,
        slot_pk=stage.invitation.slots.values_list("pk", flat=True).first() or 0,
        token=links.token(stage.open),
        username=stage.calendar.owner.username,
    )


class FullStage(Stage):
    """A calendar with one row of each kind, a contact, a request, and somebody who has not answered."""

    def __init__(self, owner):
        super().__init__(owner, invitee=owner)
        self.contact = ContactFactory(owner=owner)
        self.request = ContactRequestFactory(recipient=owner, created_at=NOW)
        self.open = invite(self.calendar)


def _places(schema, place=()):
    schema = _resolve(schema)
    yield place
    for name, inner in schema.get("properties", {}).items():
        yield from _places(inner, (*place, name))
    if "items" in schema:
        yield from _places(schema["items"], (*place, 0))


def _resolve(schema):
    """Follow a reference; of several shapes the one with the most to it."""
    if "$ref" in schema:
        return _resolve(description()["components"]["schemas"][schema["$ref"].split("/")[-1]])
    choices = [_resolve(each) for key in ("oneOf", "anyOf", "allOf") for each in schema.get(key, [])]
    return max(choices, key=lambda each: len(str(each)), default=schema)


def _fill(schema, place):
    if not place:
        return MARKER
    name, *rest = place
    schema = _resolve(schema)
    if name == 0:
        return [_fill(schema["items"], rest)]
    filled = {key: FIT[key] for key in schema["properties"] if key in FIT}
    return filled | {name: _fill(schema["properties"][name], rest)}


MARKER = "here it is"
