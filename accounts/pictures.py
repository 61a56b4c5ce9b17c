"""Uploaded pictures: decoded within limits, drawn anew, kept under names that nobody can guess."""

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext, gettext_noop
from PIL import Image, ImageOps

MAX_BYTES = 5 * 1024 * 1024
# All of a PNG has to be decoded before it can be made smaller; a JPEG is decoded small.
MAX_PIXELS = {"JPEG": 25_000_000, "PNG": 12_000_000, "WEBP": 12_000_000, "GIF": 12_000_000}
SIDE = 512

TOO_MANY_BYTES = gettext_noop("The picture is larger than %(count)s MB.")
TOO_MANY_PIXELS = gettext_noop("The picture has more than %(count)s million pixels.")
NO_PICTURE = gettext_noop("Upload a JPEG, PNG, WebP or GIF picture; this file is none, or broken.")


class UnfitPicture(Exception):
    """The file is no picture that we take; the message says why."""


def redraw(upload: IO[bytes]) -> bytes:
    """Return an upload as a JPEG of at most 512 by 512 pixels. Raises UnfitPicture.

    Only pixels survive. What else was in the file, such as the place, a script or a second file, does not.
    """
    if upload.seek(0, io.SEEK_END) > MAX_BYTES:
        raise UnfitPicture(gettext(TOO_MANY_BYTES) % {"count": MAX_BYTES // 1024 // 1024})
    upload.seek(0)
    try:
        pixels = _decode(upload)
    except UnfitPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(max(MAX_PIXELS.values())) from error
    except Exception as error:  # a decoder may raise anything at hostile bytes
        raise UnfitPicture(gettext(NO_PICTURE)) from error
    jpeg = io.BytesIO()
    pixels.save(jpeg, "JPEG", quality=85, optimize=True)
    return jpeg.getvalue()


@contextmanager
def replacing(former: str | None, picture: bytes | None) -> Iterator[str]:
    """Store a picture, or none, in the place of a former one and give its name to what is done meanwhile.

    One of the two files is deleted in the end: the former, or the new one when an exception comes out.
    """
    name = f"pictures/{uuid.uuid4().hex}.jpg" if picture else ""
    try:
        if picture:
            default_storage.save(name, ContentFile(picture))
        yield name
    except BaseException:
        discard(name)
        raise
    discard(former)


def discard(name: str | None) -> None:
    """Delete a stored picture."""
    if name:
        default_storage.delete(name)


def _too_many_pixels(limit: int) -> UnfitPicture:
    return UnfitPicture(gettext(TOO_MANY_PIXELS) % {"count": limit // 1_000_000})


def _decode(upload: IO[bytes]) -> Image.Image:
    with Image.open(upload, formats=list(MAX_PIXELS)) as picture:
        # The header tells the size before anything is decoded.
        limit = MAX_PIXELS[picture.format or ""]
        if picture.width * picture.height > limit:
            raise _too_many_pixels(limit)
        picture.draft("RGB", (SIDE, SIDE))
        small = _resizable(picture)
        small.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(small).convert("RGBA")
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright.getchannel("A"))
    return on_white


def _resizable(picture: Image.Image) -> Image.Image:
    """Return the picture itself where it can be resized as it is, else a copy that takes more memory."""
    if picture.mode.startswith("I"):  # 16 bits of grey, of which a conversion would keep the lower ones
        return picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    is_plain = picture.mode in {"L", "LA", "RGB", "RGBA"} and "transparency" not in picture.info
    return picture if is_plain else picture.convert("RGBA")
