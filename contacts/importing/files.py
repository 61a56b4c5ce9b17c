"""Files: which characters, and which format."""

import codecs

from contacts.importing import cards, tables
from contacts.importing.rows import Row


def read(content: bytes) -> list[Row]:
    """Return a row for each person in a CSV file or in vCards. Raises Unreadable."""
    text = _decoded(content)
    is_cards = text.lstrip()[:11].upper() == "BEGIN:VCARD"
    return cards.read(text) if is_cards else tables.read(text)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a spreadsheet of western Windows writes.
        return content.decode("cp1252", errors="replace")
