"""What schemathesis is told of this product: rows that are there, who asks, and what a refusal may say."""

import atexit
import ipaddress
import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import django
import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

django.setup()

from benchmarks.fuzz_bodies import fit  # noqa: E402 - only after the set-up
from benchmarks.fuzz_rules import is_to_be_told  # noqa: E402
from benchmarks.fuzz_scene import MOODS, PASSWORD, Scene, suits  # noqa: E402

OWNER = "the owner of the scene"

# The kind of row that ``id`` names, by what the path holds; the first that fits counts.
_KINDS = [
    ("/proposals/{id}/", "proposal"),
    ("/meetings/{id}/", "meeting"),
    ("/v1/invitations/{id}/", "received"),
    ("{calendar_pk}/invitations/{id}/", "invitation"),
    ("{calendar_pk}/availability/{id}/", "slot"),
    ("/calendars/{id}/", "calendar"),
    ("/contacts/{id}/profile/", "linked"),
    ("/contacts/{id}/", "contact"),
    ("/requests/{id}/accept/", "incoming"),
    ("/requests/{id}/decline/", "incoming"),
    ("/requests/{id}/", "sent"),
]

# Hypothesis sets the global one back before each example: the same rows would be named again and again.
_chance = Random(int(os.environ["FUZZ_SEED"]))


class Stage:
    """Scenes to play on, of every mood; one that was written to is replaced."""

    def __init__(self):
        self.scenes = [Scene(mood) for mood in MOODS]
        self.statuses = defaultdict(Counter)
        self.playing = None

    def choose(self, case):
        # A walk through several calls stays with one owner.
        is_walk = case.meta.phase.name == TestPhase.STATEFUL
        fit_ones = [each for each in self.scenes if suits(each.mood, case.operation.path)]
        likely = fit_ones if self.is_to_go_well(case, 0.6) else self.scenes
        self.playing = self.scenes[0] if is_walk else _chance.choice(likely)
        return self.playing

    def is_to_go_well(self, case, share):
        """Whether to help a case along: a share of them, and all until the operation has succeeded."""
        has_succeeded = any(status < 300 for status in self.statuses[case.operation.label])
        return not has_succeeded or _chance.random() < share

    def note(self, case, method, status):
        if method == case.operation.method.upper():  # schemathesis tries the others as well
            self.statuses[case.operation.label][status] += 1
        is_walk = case.meta.phase.name == TestPhase.STATEFUL
        is_changed = status < 300 and method != "GET"
        if (is_changed and not is_walk) or (status == 401 and _asks_as_owner(case, self.playing)):
            place = self.scenes.index(self.playing)
            self.scenes[place] = Scene(self.playing.mood)

    def write(self):
        Path(os.environ["FUZZ_STATUSES"]).write_text(json.dumps(self.statuses))


stage = Stage()
atexit.register(stage.write)


@schemathesis.auth()
class Owner:
    """Signed in as the owner, but for the checks that want nobody."""

    def get(self, case, context):  # noqa: ARG002 - the interface's signature
        return OWNER

    def set(self, case, token, context):  # noqa: ARG002
        case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.hook
def before_call(context, case, kwargs):  # noqa: ARG001 - the hook's signature
    """Name rows that are there, most of the time, and come from another address: the limits count by it."""
    scene = stage.choose(case)
    case.headers["X-Forwarded-For"] = str(ipaddress.IPv4Address(_chance.getrandbits(32)))
    if case.headers.get("Authorization") == f"Bearer {OWNER}":
        case.headers["Authorization"] = f"Bearer {scene.pair.access}"
    if case.meta.phase.name == TestPhase.STATEFUL:
        return
    if not case.meta.is_negative_at(ParameterLocation.PATH):
        name_rows(case, scene)
    if stage.is_to_go_well(case, 0.8):
        case.headers.pop("If-Match", None)  # no two of them are ever equal
    if isinstance(case.body, dict | list) and not case.meta.is_negative_at(ParameterLocation.BODY):
        case.body = fit(case.body, scene, case.operation.path, _chance)
    if case.operation.label == "DELETE /api/v1/accounts/profile/":
        kwargs["json"] = {"password": PASSWORD}  # OpenAPI knows no body of DELETE


def name_rows(case, scene):
    """Put the scene's rows into most paths, another owner's into some, and leave the others as they are."""
    if not case.path_parameters or not stage.is_to_go_well(case, 0.9):
        return
    ids = (scene if stage.is_to_go_well(case, 0.9) else _chance.choice(stage.scenes)).ids
    path = case.operation.path
    known = {
        "calendar_pk": "calendar",
        "meeting_pk": "meeting",
        "slot_pk": "given",
        "username": "username",
        "token": "feed" if "/feeds/" in path else link_for(path),
        "id": next((kind for part, kind in _KINDS if part in path), "calendar"),
    }
    case.path_parameters = {name: str(ids[known[name]]) for name in case.path_parameters}


def link_for(path):
    """Choose between the link of one who has a meeting and one who has not answered."""
    return "link" if "proposals" in path or "meeting" in path else _chance.choice(["link", "waiting link"])


def _asks_as_owner(case, scene):
    return case.headers.get("Authorization") == f"Bearer {scene.pair.access}"


@schemathesis.hook
def after_call(context, case, response):  # noqa: ARG001
    """Count the answer."""
    stage.note(case, response.request.method, response.status_code)


@schemathesis.hook
def filter_failure(context, failure, case, response):  # noqa: ARG001
    """Tell of a failure, but for refusals and leniencies that no description can have."""
    return is_to_be_told(failure, case, response)
