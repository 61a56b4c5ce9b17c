import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.tests.factories import PASSWORD
from contacts.models import Contact

pytestmark = pytest.mark.django_db

URL = "/api/v1/contacts/"
ANA = {"first_name": "Ana", "last_name": "Lee", "email": "ana@example.org"}


def picture(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(file, "PNG")
    return SimpleUploadedFile("ana.png", file.getvalue())


def add(client):
    response = client.post(URL, ANA | {"picture": picture()}, format="multipart")
    return response, Contact.objects.get()


def test_contact_is_added_with_a_picture(alice, api_as):
    response, contact = add(api_as(alice))

    assert response.json()["picture"] == f"http://testserver/media/{contact.picture.name}"
    assert default_storage.exists(contact.picture.name)


def test_picture_is_replaced_and_taken_away(alice, api_as):
    _, contact = add(api_as(alice))
    path = f"{URL}{contact.pk}/"

    api_as(alice).patch(path, {"picture": picture("blue")}, format="multipart")
    second = Contact.objects.get().picture.name
    response = api_as(alice).patch(path, {"picture": None})

    assert response.json()["picture"] is None
    assert [default_storage.exists(name) for name in (contact.picture.name, second)] == [False, False]


def test_refused_contact_leaves_no_file(alice, api_as):
    add(api_as(alice))
    before = default_storage.listdir("pictures")

    response = api_as(alice).post(URL, ANA | {"picture": picture()}, format="multipart")

    assert response.status_code == 400
    assert default_storage.listdir("pictures") == before


def test_broken_picture_is_refused(alice, api_as):
    body = ANA | {"picture": SimpleUploadedFile("x.png", b"<svg/>")}

    response = api_as(alice).post(URL, body, format="multipart")

    assert (response.status_code, list(response.json())) == (400, ["picture"])


@pytest.mark.parametrize("path", ["contacts/{}/", "accounts/profile/"])
def test_picture_goes_with_the_contact_and_with_the_account(
    alice, api_as, path, django_capture_on_commit_callbacks
):
    _, contact = add(api_as(alice))

    with django_capture_on_commit_callbacks(execute=True):
        api_as(alice).delete(f"/api/v1/{path.format(contact.pk)}", {"password": PASSWORD})

    assert not Contact.objects.exists()
    assert not default_storage.exists(contact.picture.name)
