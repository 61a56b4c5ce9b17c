import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import pictures
from accounts.models import User

pytestmark = pytest.mark.django_db

URL = "/api/v1/accounts/profile/"
NO_PICTURE = {"picture": ["Upload a JPEG, PNG, WebP or GIF picture; this file is none, or broken."]}


def drawn(form="PNG", size=(64, 32), mode="RGB", colour="red", **options):
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, form, **options)
    return file.getvalue()


def png_chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_claims(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def upload(client, content, name="me.png"):
    return client.patch(URL, {"picture": SimpleUploadedFile(name, content)}, format="multipart")


def stored(user):
    user.refresh_from_db()
    with default_storage.open(user.picture.name) as file:
        return file.read()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_picture_is_stored_as_a_jpeg(alice, api_as, form):
    response = upload(api_as(alice), drawn(form))

    with Image.open(io.BytesIO(stored(alice))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (64, 32))
    assert response.json()["picture"] == f"http://testserver/media/{alice.picture.name}"


def test_picture_gets_a_name_that_nobody_can_guess(alice, api_as):
    upload(api_as(alice), drawn(), name="../../alice.php")

    alice.refresh_from_db()
    assert len(alice.picture.name) == len("pictures/.jpg") + 32
    assert "alice" not in alice.picture.name


def test_picture_is_made_small(alice, api_as):
    upload(api_as(alice), drawn("JPEG", (3000, 1500)))

    with Image.open(io.BytesIO(stored(alice))) as picture:
        assert picture.size == (512, 256)


def test_picture_loses_its_metadata_and_keeps_its_direction(alice, api_as):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010E] = "at home"

    upload(api_as(alice), drawn("JPEG", (64, 32), exif=exif))

    with Image.open(io.BytesIO(stored(alice))) as picture:
        assert (picture.size, dict(picture.getexif())) == ((32, 64), {})
    assert b"at home" not in stored(alice)


def test_transparent_picture_is_laid_on_white(alice, api_as):
    upload(api_as(alice), drawn("PNG", mode="RGBA", colour=(0, 0, 0, 0)))

    with Image.open(io.BytesIO(stored(alice))) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_polyglot_keeps_its_pixels_alone(alice, api_as):
    upload(api_as(alice), drawn("GIF") + b"<script>alert(1)</script>PK\x03\x04")

    assert b"script" not in stored(alice)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"<html></html>",
        b"%PDF-1.4",
        b"GIF89a",
        drawn()[:60],
        drawn("JPEG")[:200],
        drawn("BMP"),
        drawn("TIFF"),
        drawn("ICO"),
        b"\x00" * 100,
    ],
)
def test_what_is_no_picture_is_refused(alice, api_as, content):
    response = upload(api_as(alice), content)

    assert (response.status_code, response.json()) == (400, NO_PICTURE)


def test_grey_picture_of_16_bits_keeps_its_shades(alice, api_as):
    upload(api_as(alice), drawn(mode="I;16", colour=0x8000))

    with Image.open(io.BytesIO(stored(alice))) as picture:
        assert picture.getpixel((5, 5)) == (128, 128, 128)


def test_picture_of_a_palette_is_laid_on_white(alice, api_as):
    upload(api_as(alice), drawn("GIF", mode="P", colour=0, transparency=0))

    with Image.open(io.BytesIO(stored(alice))) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_large_photo_is_taken(alice, api_as):
    assert upload(api_as(alice), drawn("JPEG", (5000, 5000))).status_code == 200


@pytest.mark.parametrize(
    ("width", "height", "limit"),
    [(20_000, 18_000, 25), (4001, 3000, 12), (2**31 - 1, 2**31 - 1, 25)],
)
def test_picture_that_would_be_huge_is_refused_undecoded(alice, api_as, width, height, limit):
    response = upload(api_as(alice), png_that_claims(width, height))

    assert (response.status_code, response.json()) == (
        400,
        {"picture": [f"The picture has more than {limit} million pixels."]},
    )


def test_picture_of_too_many_bytes_is_refused(alice, api_as):
    response = upload(api_as(alice), drawn() + b"\0" * pictures.MAX_BYTES)

    assert response.json() == {"picture": ["The picture is larger than 5 MB."]}


def test_request_of_too_many_bytes_is_refused_unread(alice, api_as):
    response = upload(api_as(alice), b"\0" * (6 * 1024 * 1024))

    assert (response.status_code, response.json()) == (
        400,
        {"detail": "The request body is larger than 6291456 bytes."},
    )


@pytest.mark.parametrize("value", ["x", 1, True, {}, []])
def test_picture_in_json_is_no_file(alice, api_as, value):
    response = api_as(alice).patch(URL, {"picture": value})

    assert (response.status_code, list(response.json())) == (400, ["picture"])


def test_form_changes_names_too(alice, api_as):
    response = api_as(alice).patch(URL, {"first_name": "Alicia"}, format="multipart")

    assert (response.json()["first_name"], response.json()["last_name"]) == ("Alicia", "Able")


@pytest.mark.parametrize("form", ["json", "multipart"])
def test_null_takes_the_picture_away(alice, api_as, form):
    upload(api_as(alice), drawn())
    alice.refresh_from_db()
    name = alice.picture.name

    response = api_as(alice).patch(URL, {"picture": None if form == "json" else ""}, format=form)

    assert (response.status_code, response.json()["picture"]) == (200, None)
    assert not default_storage.exists(name)


def test_new_picture_replaces_the_former_file(alice, api_as):
    upload(api_as(alice), drawn())
    alice.refresh_from_db()
    former = alice.picture.name

    upload(api_as(alice), drawn(colour="blue"))

    assert not default_storage.exists(former)
    assert stored(alice)


def test_refused_change_leaves_no_file(alice, bob, api_as):
    body = {"picture": SimpleUploadedFile("me.png", drawn()), "email": "bob@example.org"}
    before = default_storage.listdir("pictures")[1] if default_storage.exists("pictures") else []

    response = api_as(alice).patch(URL, body, format="multipart")

    assert response.status_code == 400
    assert (default_storage.listdir("pictures")[1] if default_storage.exists("pictures") else []) == before
    assert not User.objects.get(pk=alice.pk).picture


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\nContent-Disposition: form-data; name=picture\r\n\r\n", b"\xff" * 50]
)
def test_broken_form_is_no_server_error(alice, api_as, body):
    response = api_as(alice).patch(URL, body, content_type="multipart/form-data; boundary=x")

    assert response.status_code in {200, 400}
