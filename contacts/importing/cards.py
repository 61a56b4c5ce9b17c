"""vCard 2.1, 3 (RFC 2426) and 4 (RFC 6350): names and the preferred address."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext, gettext_noop

from contacts.importing.rows import Row, limited, row, shown

# "item1.EMAIL;TYPE=work:ana@x.org"; the possessive repetition keeps the time linear.
_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:\"[^\"]*\"|[^\":])*+)?):(?P<value>.*)", re.DOTALL
)
_SEPARATOR = re.compile(r"(?<!\\)((?:\\\\)*);")
_ESCAPED = re.compile(r"\\(.)")
# What cards of version 2.1 name; what else they may name is read as UTF-8.
_CHARSET = re.compile(r"CHARSET=(ISO-8859-15?|WINDOWS-1252)\b")
_QUOTED_PRINTABLE = "QUOTED-PRINTABLE"
_LONGEST_HEAD = 300

ENDLESS = gettext_noop("This card has no end.")


@dataclass(slots=True)
class _Card:
    line: int
    name: str = ""
    parts: list[str] = field(default_factory=list)
    addresses: list[tuple[int, str]] = field(default_factory=list)

    def row(self) -> Row:
        """Return the card's person."""
        email = min(self.addresses, key=lambda address: address[0])[1] if self.addresses else ""
        family, given, *_ = [*self.parts, "", ""]
        text = f"{self.name or f'{given} {family}'} {email}"
        if given or family:
            return Row(self.line, shown(text), given or family, family if given else "", email)
        return row(self.line, text, self.name, email)


def read(text: str) -> list[Row]:
    """Return a row for each card. Raises Unreadable when there are none or too many."""
    return limited(_rows(text))


def _rows(text: str) -> Iterator[Row]:
    card = None
    for number, line in _unfolded(text):
        found = _PROPERTY.fullmatch(line)
        if not found:
            continue
        name, value = found["name"].upper(), found["value"]
        if name == "BEGIN":
            if card:
                yield replace(card.row(), fault=gettext(ENDLESS))
            card = _Card(number)
        elif card and name == "END":
            yield card.row()
            card = None
        elif card:
            _note(card, name, found["parameters"].upper(), value)
    if card:
        yield replace(card.row(), fault=gettext(ENDLESS))


def _note(card: _Card, name: str, parameters: str, value: str) -> None:
    if name == "FN" and not card.name:
        card.name = _plain(value, parameters)
    elif name == "N" and not card.parts:
        card.parts = [_plain(part, parameters) for part in _components(value)]
    elif name == "EMAIL":
        address = re.sub("^mailto:", "", _plain(value, parameters), flags=re.IGNORECASE)
        card.addresses.append((_rank(parameters), address))


def _rank(parameters: str) -> int:
    """Return how far behind others an address stands: PREF=1 is the first of version 4, TYPE=PREF of 3."""
    graded = re.search(r"PREF=\"?(\d{1,3})", parameters)
    if graded:
        return int(graded[1])
    return 1 if re.search(r"\bPREF\b", parameters) else 101


def _components(value: str) -> list[str]:
    # A semicolon separates unless it is escaped: mark the first separators, then split off both names.
    return _SEPARATOR.sub(r"\1\n", value, count=2).split("\n")[:2]


def _plain(value: str, parameters: str) -> str:
    if _QUOTED_PRINTABLE in parameters:
        value = _decoded(value, parameters)
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value).strip()


def _decoded(value: str, parameters: str) -> str:
    charset = _CHARSET.search(parameters)
    octets = quopri.decodestring(value.encode("utf-8", "replace"))
    return octets.decode(charset[1] if charset else "utf-8", errors="replace")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each content line with the number at which it begins.

    A line that starts with a blank goes on, and so does one in quoted-printable that ends with "=".
    """
    begins, parts = 0, list[str]()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts and parts[-1].endswith("=") and _QUOTED_PRINTABLE in parts[0][:_LONGEST_HEAD].upper():
            parts[-1:] = [parts[-1][:-1], line]
            continue
        if parts:
            yield begins, "".join(parts)
        begins, parts = number, [line]
    yield begins, "".join(parts)
