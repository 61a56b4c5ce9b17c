"""Values that a scene makes right, for fields of which a description cannot know what is right."""

import secrets
from datetime import timedelta

from benchmarks.fuzz_scene import PASSWORD

NEW_PASSWORD = "a horse of another colour"


def fit(body, scene, operation, chance):
    """Return a body with fitting values in the place of most of what a scene can know."""
    values = _values(scene, operation, chance)

    def fitted(value):
        if isinstance(value, list):
            return [fitted(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            name: values[name] if name in values and chance.random() < 0.9 else fitted(each)
            for name, each in value.items()
        }

    fitting = fitted(body)
    if not isinstance(fitting, dict):
        return fitting
    if operation.endswith("/invitations/"):
        fitting.pop(chance.choice(["contact", "contacts"]), None)  # one of them, not both
    if operation.endswith("/import/") and "text" in fitting:
        fitting.pop("file", None)
    return fitting


def _values(scene, operation, chance):
    fresh = f"u{secrets.token_hex(8)}"
    start = scene.nine + timedelta(minutes=30) * chance.randrange(4)
    span = {"start": start.isoformat(), "end": (start + timedelta(hours=2)).isoformat()}
    day = f"{scene.nine:%Y-%m-%d}"
    return (
        span
        | {
            "availability": [span | {"preference": 2}],
            "contact": scene.spare.pk,
            "contacts": [scene.spare.pk],
            "current_password": PASSWORD,
            "deadline": chance.choice([None, scene.nine.isoformat()]),
            "email": f"{fresh}@example.org",
            "end_date": chance.choice([None, day]),
            "invitees": [scene.spare.pk],
            "keep": [scene.meeting.pk],
            "meetings": [{"invitation": scene.met.pk, "start": span["start"]}],
            "new_password": NEW_PASSWORD,
            "new_password2": NEW_PASSWORD,
            "password": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
            "refresh": scene.pair.refresh,
            "start_date": chance.choice([None, day]),
            "text": "Ana Lee <ana@example.org>",
            "time_zone": "Europe/Berlin",
            "token": scene.pair.access,
            "username": fresh,
        }
        | _of(operation, scene)
    )


def _of(operation, scene):
    """Return what a field means in one operation alone."""
    if operation.endswith("/accounts/login/"):
        return {"username": scene.owner.username, "password": PASSWORD}
    if operation.endswith("/password/reset/"):
        return {"email": scene.owner.email}
    if operation.endswith("/contacts/requests/"):
        return {"username": scene.newcomer.username, "email": scene.newcomer.email}
    if operation.endswith("/reset/confirm/"):
        return dict(zip(("uid", "token"), scene.reset_link(), strict=True))
    if operation.endswith("/email/verify/"):
        return dict(zip(("uid", "token"), scene.verification_link(), strict=True))
    return {}
