"""Secrets for links that are derived and kept nowhere.

A token is a row's id and a code that only we can make of it (HMAC-SHA256, RFC 2104) under the links' own key.
The code covers a generation too, so that raising it makes every earlier token worthless.
"""

import base64
import hashlib
import hmac
import re

from django.conf import settings

_ID_BYTES = 6
_CODE_BYTES = 24
_SHAPE = re.compile(r"[A-Za-z0-9_-]{40}")  # exactly 30 bytes, so each token has one spelling


def make(purpose: bytes, pk: int, generation: int) -> str:
    """Return the token of a row; one made for another purpose is good for nothing here."""
    return base64.urlsafe_b64encode(_id_bytes(pk) + _code(purpose, pk, generation)).decode()


def row_id(token: str) -> int | None:
    """Return the id that a token names, proved by nothing yet; None for what has not a token's shape."""
    if not _SHAPE.fullmatch(token):
        return None
    return int.from_bytes(base64.urlsafe_b64decode(token)[:_ID_BYTES], "big")


def is_good(token: str, purpose: bytes, pk: int, generation: int) -> bool:
    """Say whether the token was made for this row, in this generation."""
    return hmac.compare_digest(token.encode(), make(purpose, pk, generation).encode())


def _id_bytes(pk: int) -> bytes:
    return pk.to_bytes(_ID_BYTES, "big")


def _code(purpose: bytes, pk: int, generation: int) -> bytes:
    message = b"%b:%b:%d" % (purpose, _id_bytes(pk), generation)
    return hmac.digest(settings.LINK_SIGNING_KEY.encode(), message, hashlib.sha256)[:_CODE_BYTES]
