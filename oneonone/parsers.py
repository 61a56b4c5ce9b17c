"""The parsers, with bounds on size and depth."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser, MultiPartParser

MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 20
MAX_UPLOAD_BYTES = 6 * 1024 * 1024
TOO_LARGE = gettext_noop("The request body is larger than %(count)s bytes.")


class BoundedJSONParser(JSONParser):
    """Parse JSON up to a size and a depth; anything beyond is a 400."""

    def parse(self, stream: Any, *_context: Any, **_more: Any) -> Any:
        """Return the parsed body. Raises ParseError when it is malformed, too large or too deep."""
        body = stream.read(MAX_BODY_BYTES + 1)
        if len(body) > MAX_BODY_BYTES:
            raise ParseError(gettext(TOO_LARGE) % {"count": MAX_BODY_BYTES})
        try:
            parsed = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
            if rb"\u" in body:
                # Half of a surrogate pair is no text: an error that quotes it could not even be sent.
                json.dumps(parsed, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise ParseError(gettext("JSON parse error - %(error)s") % {"error": error}) from error
        if _depth_exceeds(parsed, MAX_DEPTH):
            raise ParseError(
                gettext("The JSON is nested deeper than %(count)s levels.") % {"count": MAX_DEPTH}
            )
        return parsed


class BoundedMultiPartParser(MultiPartParser):
    """Parse a form with files up to a size: Django itself would spool a file of any size to the disk."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Return the parsed form. Raises ParseError when it is malformed or announced as too large."""
        announced = parser_context["request"].META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced) > MAX_UPLOAD_BYTES:
            raise ParseError(gettext(TOO_LARGE) % {"count": MAX_UPLOAD_BYTES})
        return super().parse(stream, media_type, parser_context)


def _refuse_constant(name: str) -> None:
    raise ValueError(gettext("%(name)s is not JSON") % {"name": name})


def _depth_exceeds(parsed: object, limit: int) -> bool:
    level: list[object] = [parsed]
    for _ in range(limit):
        level = [
            child
            for node in level
            if isinstance(node, Mapping | list)
            for child in (node.values() if isinstance(node, Mapping) else node)
        ]
        if not level:
            return False
    return True
