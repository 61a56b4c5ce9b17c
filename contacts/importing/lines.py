"""Pasted text: one person a line, or several as mail programs write them."""

import re
from collections.abc import Iterator

from contacts.importing.rows import Row, limited, row

# Tried where a word begins and nowhere else, so that the time is linear in the length of the line.
_ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"'])[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")
_AROUND_NAMES = " \t<>()[],;:\"'"


def read(text: str) -> list[Row]:
    """Return a row for each person. Raises Unreadable when there are none or too many."""
    return limited(person for line in enumerate(text.splitlines(), 1) for person in _people(*line))


def _people(number: int, line: str) -> Iterator[Row]:
    addresses = list(_ADDRESS.finditer(line))
    if not addresses and line.strip():
        yield row(number, line, line, "")
    if len(addresses) == 1:
        address = addresses[0]
        yield row(number, line, _name(f"{line[: address.start()]} {line[address.end() :]}"), address[0])
        return
    begins = 0
    for address in addresses:
        text = line[begins : address.end()]
        yield row(number, text, _name(line[begins : address.start()]), address[0])
        begins = address.end()


def _name(text: str) -> str:
    # "Lee, Ana" is the last name first, "Ana,Lee" and "Ana;Lee" are two columns.
    return re.sub(r",(?=\S)|;", " ", text.strip(_AROUND_NAMES)).strip(_AROUND_NAMES)
