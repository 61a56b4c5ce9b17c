"""What every format is read as."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext

MAX_ROWS = 1000
SHOWN_CHARACTERS = 200


class Unreadable(Exception):
    """The whole import is nothing that we can read; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, as found at a line; ``text`` is what stands there, ``fault`` why it is nobody after all."""

    line: int
    text: str
    first_name: str
    last_name: str
    email: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that makes no contact, and why."""

    line: int
    text: str
    reason: str

    @classmethod
    def of(cls, row: Row, reason: str) -> "Skipped":
        """Skip ``row``."""
        return cls(row.line, row.text, reason)


def row(line: int, text: str, name: str, email: str) -> Row:
    """Return a row whose name is in one piece; without a name it is called by the address."""
    first_name, last_name = split_name(name) if name.strip() else (email.partition("@")[0], "")
    return Row(line, shown(text), first_name, last_name, email)


def split_name(name: str) -> tuple[str, str]:
    """Split a name as people write it.

    >>> split_name("Ana Maria Lee"), split_name("Lee, Ana Maria"), split_name("Ana")
    (('Ana Maria', 'Lee'), ('Ana Maria', 'Lee'), ('Ana', ''))
    """
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = " ".join(name.split()).rpartition(" ")
    first, last = first.strip(), last.strip()
    return (first, last) if first else (last, "")


def shown(text: str) -> str:
    """Return the beginning of a row's text, for the report."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"


def limited(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, read no further than needed. Raises Unreadable when there are none or too many."""
    taken = list(islice(rows, MAX_ROWS + 1))
    if not taken:
        raise Unreadable(gettext("There is nobody in it."))
    if len(taken) > MAX_ROWS:
        most = {"count": f"{MAX_ROWS:,}"}
        raise Unreadable(gettext("At most %(count)s lines can be imported at once.") % most)
    return taken
