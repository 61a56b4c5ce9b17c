import io
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import RefreshSession, User
from accounts.services import sessions
from accounts.tests.factories import PASSWORD
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

URL = "/api/v1/accounts/profile/"
farewells = []


def note_farewell(*, user, now):
    farewells.append((user.username, User.objects.filter(pk=user.pk).exists()))


def delete(client, password=PASSWORD):
    return client.delete(URL, {"password": password})


def test_delete_removes_the_account_and_its_sessions(alice, bob, api_as):
    sessions.start(user=alice, now=datetime.now(UTC))

    response = delete(api_as(alice))

    assert (response.status_code, response.content) == (204, b"")
    assert list(User.objects.all()) == [bob]
    assert not RefreshSession.objects.exists()
    assert api_as(alice).get(URL).status_code == 401


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("wrong", "The password is incorrect."),
        (None, "This field may not be null."),
        ("", "This field may not be blank."),
    ],
)
def test_delete_needs_the_password(alice, api_as, password, message):
    response = delete(api_as(alice), password)

    assert (response.status_code, response.json()) == (400, {"password": [message]})
    assert User.objects.exists()


def test_delete_is_guarded_against_guesses(alice, api_as):
    statuses = [delete(api_as(alice), "wrong").status_code for _ in range(11)]

    assert statuses == [400] * 10 + [429]


def test_delete_lets_the_other_apps_take_leave_first(alice, api_as, settings):
    settings.ACCOUNT_DELETION_HOOKS = ["accounts.tests.test_deletion.note_farewell"]
    farewells.clear()

    delete(api_as(alice))

    assert farewells == [("alice", True)]


def test_delete_forgets_what_was_and_was_to_be_mailed_to_the_user(alice, api_as):
    api_as(alice).patch(URL, {"email": "able@example.org"})
    OutgoingMail.objects.filter(template="address_changed").update(state="sent")
    assert OutgoingMail.objects.count() == 2

    delete(api_as(alice))

    assert not OutgoingMail.objects.exists()


def test_delete_removes_the_picture(alice, api_as, django_capture_on_commit_callbacks):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    api_as(alice).patch(URL, {"picture": SimpleUploadedFile("me.png", file.getvalue())}, format="multipart")
    alice.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        delete(api_as(alice))

    assert not default_storage.exists(alice.picture.name)
