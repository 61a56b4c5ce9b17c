"""What schemathesis is told of this product: ids of rows that are there, and an address for each request."""

import ipaddress
import json
import os
import random
from pathlib import Path

import schemathesis

_SCENES = json.loads(Path(os.environ["FUZZ_SCENES"]).read_text())

# The kind of row that ``id`` names, by what the path holds; the first that fits counts.
_KINDS = [
    ("/proposals/{id}/", "proposal"),
    ("/meetings/{id}/", "meeting"),
    ("/invitations/{id}/availability/{slot_pk}/", "received"),
    ("{calendar_pk}/invitations/{id}/", "invitation"),
    ("{calendar_pk}/availability/{id}/", "slot"),
    ("/invitations/{id}/", "received"),
    ("/calendars/{id}/", "calendar"),
    ("/contacts/{id}/", "contact"),
    ("/feeds/{token}", "feed"),
]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Name rows that are there, four times of five."""
    if not path_parameters or random.random() < 0.2:
        return path_parameters
    scene = random.choice(_SCENES)
    known = {"calendar_pk": "calendar", "meeting_pk": "meeting", "slot_pk": "given", "token": "token"}
    path = context.operation.path
    known |= {"id": next((kind for part, kind in _KINDS if part in path), "calendar")}
    if "/feeds/" in path:
        known["token"] = "feed"
    return {name: scene[known[name]] if name in known else value for name, value in path_parameters.items()}


@schemathesis.auth()
class Owner:
    """Signed in as the owner, but for the checks that want nobody."""

    def get(self, case, context):  # noqa: ARG002 - the interface's signature
        return os.environ["FUZZ_TOKEN"]

    def set(self, case, token, context):  # noqa: ARG002
        case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.hook
def before_call(context, case, kwargs):  # noqa: ARG001 - the hook's signature
    """Come from another address each time: the limits count by address."""
    case.headers["X-Forwarded-For"] = str(ipaddress.IPv4Address(random.getrandbits(32)))
