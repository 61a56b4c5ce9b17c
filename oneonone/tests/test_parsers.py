import io

import pytest
from rest_framework.exceptions import ParseError

from oneonone.parsers import BoundedJSONParser


def parse(body):
    return BoundedJSONParser().parse(io.BytesIO(body))


@pytest.mark.parametrize(
    ("body", "parsed"),
    [(b'{"a": [1, "x"]}', {"a": [1, "x"]}), (rb'"\ud83d\ude00"', "\U0001f600"), (rb'"\u0000"', "\x00")],
)
def test_json_is_parsed(body, parsed):
    assert parse(body) == parsed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"NaN",
        b'{"a": Infinity}',
        b"1" * 5000,
        b"[" * 100_000,
        b"[" * 21 + b"]" * 21,
        b'"' + b"a" * (2 * 1024 * 1024) + b'"',
        rb'"\ud800"',
        rb'{"\udfff": 1}',
        rb'["\ude00\ud83d"]',
    ],
)
def test_what_cannot_be_worked_with_is_refused(body):
    with pytest.raises(ParseError):
        parse(body)
