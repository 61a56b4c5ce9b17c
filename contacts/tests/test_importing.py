"""What the formats are read as."""

import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.importing import cards, files, lines, tables
from contacts.importing.rows import Row, Unreadable


def people(rows):
    return [(row.line, row.first_name, row.last_name, row.email) for row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana Lee <ana@x.org>", [(1, "Ana", "Lee", "ana@x.org")]),
        ("Ana Maria Lee <ana@x.org>", [(1, "Ana Maria", "Lee", "ana@x.org")]),
        ('"Lee, Ana" <ana@x.org>', [(1, "Ana", "Lee", "ana@x.org")]),
        ("Ana <ana@x.org>", [(1, "Ana", "", "ana@x.org")]),
        ("ana@x.org", [(1, "ana", "", "ana@x.org")]),
        ("<ana@x.org>", [(1, "ana", "", "ana@x.org")]),
        ("Ana Lee, ana@x.org", [(1, "Ana", "Lee", "ana@x.org")]),
        ("Ana Lee ana@x.org", [(1, "Ana", "Lee", "ana@x.org")]),
        ("ana@x.org (Ana Lee)", [(1, "Ana", "Lee", "ana@x.org")]),
        ("Ana;Lee;ana@x.org", [(1, "Ana", "Lee", "ana@x.org")]),
        ("Ana,Lee,ana@x.org", [(1, "Ana", "Lee", "ana@x.org")]),
        ("Ana\tLee\tana@x.org", [(1, "Ana", "Lee", "ana@x.org")]),
        ("\n\n  Ana Lee <ana@x.org>  \r\n", [(3, "Ana", "Lee", "ana@x.org")]),
        ("ana@x.org\r\n\nben@x.org", [(1, "ana", "", "ana@x.org"), (3, "ben", "", "ben@x.org")]),
        (
            "Ana Lee <ana@x.org>, Ben <ben@x.org>; cy@x.org",
            [(1, "Ana", "Lee", "ana@x.org"), (1, "Ben", "", "ben@x.org"), (1, "cy", "", "cy@x.org")],
        ),
        ("Ana Lee", [(1, "Ana", "Lee", "")]),
        ("José Ñandú <jose@x.org>", [(1, "José", "Ñandú", "jose@x.org")]),
    ],
)
def test_lines_are_read(text, found):
    assert people(lines.read(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("email,first_name,last_name\nana@x.org,Ana,Lee\n", [(2, "Ana", "Lee", "ana@x.org")]),
        ("Last Name;First Name;E-Mail\r\nLee;Ana;ana@x.org\r\n", [(2, "Ana", "Lee", "ana@x.org")]),
        ("Surname\tGiven name\tEmail address\nLee\tAna\tana@x.org", [(2, "Ana", "Lee", "ana@x.org")]),
        ("name|email\nAna Lee|ana@x.org", [(2, "Ana", "Lee", "ana@x.org")]),
        (
            "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value\nAna,Lee,* Work,ana@x.org",
            [(2, "Ana", "Lee", "ana@x.org")],
        ),
        ('email,name\nana@x.org,"Lee, Ana"', [(2, "Ana", "Lee", "ana@x.org")]),
        ("email\nana@x.org", [(2, "ana", "", "ana@x.org")]),
        ("email,last_name\nana@x.org,Lee", [(2, "Lee", "", "ana@x.org")]),
        (
            "email,first_name\n\nana@x.org\n,,\nben@x.org,Ben,more",
            [(3, "ana", "", "ana@x.org"), (5, "Ben", "", "ben@x.org")],
        ),
        (
            'email,name\n"ana@x.org","Ana\nLee"\nben@x.org,Ben',
            [(2, "Ana", "Lee", "ana@x.org"), (4, "Ben", "", "ben@x.org")],
        ),
        ("sep=;\r\nE-Mail-Adresse;Vorname\r\nana@x.org;Ana\r\n", [(3, "Ana", "", "ana@x.org")]),
        ("sep=\t\nemail\tname\nana@x.org\tAna", [(3, "Ana", "", "ana@x.org")]),
        ('"Name";"Notes, and, more";"Email"\nAna;"a, b";ana@x.org', [(2, "Ana", "", "ana@x.org")]),
        ("email,first_name\n,Ana", [(2, "Ana", "", "")]),
    ],
)
def test_tables_are_read(text, found):
    assert people(tables.read(text)) == found


@pytest.mark.parametrize("text", ["", "ana@x.org,Ana", "first_name,last_name\nAna,Lee", "\0", "{}", "<html>"])
def test_table_without_a_header_is_refused(text):
    with pytest.raises(Unreadable, match=r"^The first line must name the columns"):
        tables.read(text)


def test_table_of_a_header_alone_has_nobody():
    with pytest.raises(Unreadable, match=r"^There is nobody in it\.$"):
        tables.read("email,name\n")


def test_cell_without_end_is_refused():
    with pytest.raises(Unreadable, match=r"^This is no CSV file: field larger"):
        tables.read('email\n"' + "x" * 200_000)


VERSION_2 = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller=3B =
Lee;Zo=C3=AB;;;
FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB M=FCller
EMAIL;INTERNET:zoe@x.org
END:VCARD
"""
VERSION_3 = """BEGIN:VCARD\r
VERSION:3.0\r
N:Lee;Ana;Maria;;\r
FN:Ana Maria Lee\r
EMAIL;TYPE=INTERNET,HOME:home@x.org\r
EMAIL;TYPE=INTERNET,WORK,PREF:ana@x.org\r
END:VCARD\r
"""
VERSION_4 = """BEGIN:VCARD
VERSION:4.0
FN:Ana\\, the
  Great
item1.EMAIL;TYPE=home;PREF=2:home@x.org
item2.EMAIL;LABEL="a:b;c";PREF=1:a
 na@x.org
PHOTO;VALUE=URI:https://x.org/ana.jpg
END:VCARD
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (VERSION_3, [(1, "Ana", "Lee", "ana@x.org")]),
        (VERSION_4, [(1, "the Great", "Ana", "ana@x.org")]),
        (VERSION_3 + VERSION_4, [(1, "Ana", "Lee", "ana@x.org"), (8, "the Great", "Ana", "ana@x.org")]),
        ("BEGIN:VCARD\nN:Lee\\;Li;Ana\nEMAIL:ana@x.org\nEND:VCARD", [(1, "Ana", "Lee;Li", "ana@x.org")]),
        ("begin:vcard\nn:Lee\nemail:mailto:ana@x.org\nend:vcard", [(1, "Lee", "", "ana@x.org")]),
        ("BEGIN:VCARD\nFN:Ana\nEND:VCARD", [(1, "Ana", "", "")]),
        ("BEGIN:VCARD\nnonsense\nEMAIL:ana@x.org\nEND:VCARD\nX:y", [(1, "ana", "", "ana@x.org")]),
        ("BEGIN:VCARD\nN:Lee\nEMAIL:MAILTO:ana@x.org\nEND:VCARD", [(1, "Lee", "", "ana@x.org")]),
        (VERSION_2, [(1, "Zoë", "Müller; Lee", "zoe@x.org")]),
    ],
)
def test_cards_are_read(text, found):
    assert people(cards.read(text)) == found


@pytest.mark.parametrize("charset", ["ISO-8859-1", "X-UNKNOWN"])
def test_quoted_name_is_read_in_its_charset(charset):
    text = f"BEGIN:VCARD\nFN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:Zo=EB\nEMAIL:zoe@x.org\nEND:VCARD"

    (row,) = cards.read(text)

    assert row.first_name == {"ISO-8859-1": "Zoë", "X-UNKNOWN": "Zo\ufffd"}[charset]


def test_cards_without_end_are_named():
    text = "BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Bo\nEMAIL:bo@x.org\nEND:VCARD\nBEGIN:VCARD\nFN:Cy"

    rows = cards.read(text)

    assert [(row.line, row.first_name, row.fault) for row in rows] == [
        (1, "Ana", "This card has no end."),
        (3, "Bo", ""),
        (7, "Cy", "This card has no end."),
    ]


def test_names_beyond_the_first_two_are_not_taken_apart():
    tracemalloc.start()
    cards.read("BEGIN:VCARD\nN:Lee;Ana" + ";" * 1_000_000 + "\nEND:VCARD")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20_000_000


@pytest.mark.parametrize(
    "content",
    [
        "email,name\nana@x.org,Ana Lée".encode(),
        b"\xef\xbb\xbf" + "email,name\nana@x.org,Ana Lée".encode(),
        "email,name\nana@x.org,Ana Lée".encode("utf-16"),
        "email,name\nana@x.org,Ana Lée".encode("cp1252"),
    ],
)
def test_files_are_read_in_the_common_charsets(content):
    assert people(files.read(content)) == [(2, "Ana", "Lée", "ana@x.org")]


def test_file_of_cards_is_told_by_its_beginning():
    assert people(files.read(b"\xef\xbb\xbf\r\n" + VERSION_3.encode())) == [(2, "Ana", "Lee", "ana@x.org")]


def test_report_shows_the_beginning_of_a_long_line():
    (row,) = lines.read("x" * 5000)

    assert (len(row.text), row.text[-1]) == (200, "…")


def test_more_than_a_thousand_lines_are_refused():
    assert len(lines.read("a@x.org\n" * 1000)) == 1000
    with pytest.raises(Unreadable, match=r"^At most 1,000 lines can be imported at once\.$"):
        lines.read("a@x.org\n" * 1001)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lines.read, "a" * 300_000),
        (lines.read, "@" * 300_000),
        (lines.read, "a@" * 150_000),
        (lines.read, "a@b," * 1000),
        (lines.read, "," * 300_000),
        (cards.read, "BEGIN:VCARD\n" + "A" * 1_000_000 + "\nEND:VCARD"),
        (cards.read, "BEGIN:VCARD\nA" + ";" * 1_000_000 + "\nEND:VCARD"),
        (cards.read, "BEGIN:VCARD\nA;" + '"' * 1_000_001 + "\nEND:VCARD"),
        (cards.read, "BEGIN:VCARD\nN:" + "\\" * 1_000_000 + "\nEND:VCARD"),
        (cards.read, "BEGIN:VCARD\nN:" + ";" * 1_000_000 + "\nEND:VCARD"),
        (cards.read, "BEGIN:VCARD\nN;QUOTED-PRINTABLE:=\n" + "=\n" * 500_000 + "END:VCARD"),
        (cards.read, "BEGIN:VCARD\n" + " x\n" * 300_000 + "END:VCARD"),
        (tables.read, "email\n" + "\n" * 1_000_000 + "a@x.org"),
        (tables.read, "email," * 300_000 + "\na@x.org"),
    ],
)
def test_huge_nonsense_is_read_to_its_end(read, text):
    # In time that grows with the square of the length, or worse, this would take hours.
    assert len(read(text)) <= 1000


@given(st.text(), st.sampled_from([lines.read, tables.read, cards.read]))
def test_any_text_is_rows_or_a_refusal(text, read):
    with suppress(Unreadable):
        assert all(isinstance(row, Row) for row in read(text))


@given(st.binary())
def test_any_file_is_rows_or_a_refusal(content):
    with suppress(Unreadable):
        assert all(isinstance(row, Row) for row in files.read(content))
