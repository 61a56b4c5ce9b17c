"""CSV: any common delimiter, a header with its columns in any order, as address books export them."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from contacts.importing.rows import Row, Unreadable, limited, row, shown

_DELIMITERS = ",;\t|"

# How Excel names the delimiter, in a line of its own above the header.
_NAMED = re.compile(r"sep=(.)\r?", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*+"')

# Names of columns with only their letters and digits left, the best first.
_COLUMNS = {
    "email": (
        "email",
        "emailaddress",
        "email1value",
        "email1address",
        "emailadresse",
        "primaryemail",
        "mail",
        "emails",
    ),
    "first_name": ("firstname", "givenname", "first", "forename", "vorname"),
    "last_name": ("lastname", "familyname", "surname", "last", "nachname"),
    "name": ("name", "fullname", "displayname", "contact", "contactname"),
}


def read(text: str) -> list[Row]:
    """Return a row for each line below the header. Raises Unreadable."""
    first = text.split("\n", 1)[0]
    named = _NAMED.fullmatch(first)
    delimiter = named[1] if named else max(_DELIMITERS, key=_QUOTED.sub("", first).count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        if named:
            next(reader)
        return limited(_rows(reader))
    except csv.Error as error:
        raise Unreadable(gettext("This is no CSV file: %(fault)s.") % {"fault": error}) from error


def _rows(reader: Any) -> Iterator[Row]:
    columns = _columns(next(reader, []))
    begins = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield _row(begins, cells, columns)
        begins = reader.line_num + 1


def _columns(header: list[str]) -> dict[str, int]:
    names = [re.sub(r"[\W_]", "", name).lower() for name in header]
    columns = {}
    for field, known in _COLUMNS.items():
        best = next((name for name in known if name in names), None)
        if best:
            columns[field] = names.index(best)
    if "email" not in columns:
        fault = gettext("The first line must name the columns, such as: %(names)s.")
        raise Unreadable(fault % {"names": "email, first_name, last_name"})
    return columns


def _row(line: int, cells: list[str], columns: dict[str, int]) -> Row:
    found = {field: cells[place].strip() for field, place in columns.items() if place < len(cells)}
    text, email = ", ".join(filter(None, cells)), found.get("email", "")
    first_name, last_name = found.get("first_name", ""), found.get("last_name", "")
    if first_name or last_name:
        return Row(line, shown(text), first_name or last_name, last_name if first_name else "", email)
    return row(line, text, found.get("name", ""), email)
