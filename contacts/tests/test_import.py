import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contacts.importing import lines
from contacts.models import Contact
from contacts.services import imports
from contacts.tests.factories import ContactFactory
from contacts.tests.test_contacts import LONG_AGO

pytestmark = pytest.mark.django_db

NO_HEADER = "The first line must name the columns, such as: email, first_name, last_name."
URL = "/api/v1/contacts/import/"


def paste(client, text):
    return client.post(URL, {"text": text})


def send(client, content, name="contacts.csv"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content)}, format="multipart")


def test_import_reports_what_became_of_each_line(alice, bob, api_as):
    ContactFactory(owner=alice, email="dee@x.org")
    text = "Ana Lee <ana@x.org>\n\nBen\nben@x\nDee <DEE@x.org>\nANA@x.org\nbob@example.org\nc\u202ey c@x.org"

    response = paste(api_as(alice), text)

    ana, bobby = Contact.objects.filter(email__in=["ana@x.org", "bob@example.org"]).order_by("email")
    assert response.status_code == 200
    assert response.json() == {
        "created": [api_as(alice).get(f"/api/v1/contacts/{contact.pk}/").json() for contact in (ana, bobby)],
        "skipped": [
            {"line": 3, "text": "Ben", "reason": "There is no e-mail address."},
            {"line": 4, "text": "ben@x", "reason": "Enter a valid email address."},
            {"line": 5, "text": "Dee <DEE@x.org>", "reason": "This address is in your contacts already."},
            {"line": 6, "text": "ANA@x.org", "reason": "This address stands further up already."},
            {
                "line": 8,
                "text": "c\u202ey c@x.org",
                "reason": "Control characters and line breaks are not allowed.",
            },
        ],
    }
    assert (ana.full_name, bobby.user) == ("Ana Lee", bob)


def test_import_takes_a_csv_file(alice, api_as):
    response = send(api_as(alice), b"Last name;First name;E-mail\nLee;Ana;ana@x.org\n")

    assert [contact["email"] for contact in response.json()["created"]] == ["ana@x.org"]


def test_import_names_a_card_that_is_cut_off(alice, api_as):
    response = send(api_as(alice), b"BEGIN:VCARD\nFN:Ana Lee\nEMAIL:ana@x.org", "ana.vcf")

    skipped = [{"line": 1, "text": "Ana Lee ana@x.org", "reason": "This card has no end."}]
    assert response.json() == {"created": [], "skipped": skipped}


def test_import_takes_vcards(alice, api_as):
    card = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Lee\r\nEMAIL:ana@x.org\r\nEND:VCARD\r\n"

    response = send(api_as(alice), card, "ana.vcf")

    assert [contact["first_name"] for contact in response.json()["created"]] == ["Ana"]


def test_import_keeps_the_order_of_the_lines(alice, api_as):
    response = paste(api_as(alice), "zoe@x.org\nana@x.org\nmia@x.org")

    assert [contact["first_name"] for contact in response.json()["created"]] == ["zoe", "ana", "mia"]


def test_import_revives_an_archived_contact(alice, api_as):
    former = ContactFactory(owner=alice, email="ana@x.org", archived_at=LONG_AGO)

    response = paste(api_as(alice), "Anna Lee <ana@x.org>")

    former.refresh_from_db()
    assert [contact["id"] for contact in response.json()["created"]] == [former.pk]
    assert (former.full_name, former.archived_at) == ("Anna Lee", None)


def test_import_leaves_other_owners_alone(alice, bob, api_as):
    ContactFactory(owner=bob, email="ana@x.org")

    assert len(paste(api_as(alice), "ana@x.org").json()["created"]) == 1


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"non_field_errors": ["Give either a text or a file."]}),
        ({"text": ""}, {"text": ["This field may not be blank."]}),
        ({"text": "\n \n"}, {"text": ["This field may not be blank."]}),
        ({"text": ["a@x.org"]}, {"text": ["Not a valid string."]}),
        ({"text": "a\x00"}, {"text": ["Null characters are not allowed."]}),
        ({"text": "a@x.org\n" * 1001}, {"text": ["At most 1,000 lines can be imported at once."]}),
        ({"text": "x" * 300_001}, {"text": ["Ensure this field has no more than 300000 characters."]}),
        ({"text": "a@x.org", "file": None}, {"file": ["This field may not be null."]}),
    ],
)
def test_import_refuses(alice, api_as, body, errors):
    response = api_as(alice).post(URL, json.dumps(body), content_type="application/json")

    assert (response.status_code, response.json()) == (400, errors)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "The submitted file is empty."),
        (b"ana@x.org", NO_HEADER),
        (b"\x89PNG\r\n\x1a\n\x00", NO_HEADER),
        (b"email,name\n", "There is nobody in it."),
        (b"email\n" + b"a@x.org\n" * 1001, "At most 1,000 lines can be imported at once."),
    ],
)
def test_import_refuses_a_file(alice, api_as, content, error):
    response = send(api_as(alice), content)

    assert (response.status_code, response.json()) == (400, {"file": [error]})


def test_import_skips_what_no_database_can_hold(alice, api_as):
    content = b"email,name\nana@x.org,A\x00na\nben\x00@x.org,Ben\n" + b"c" * 300 + b"@x.org,Cy"

    response = send(api_as(alice), content)

    assert response.json()["created"] == []
    assert [entry["line"] for entry in response.json()["skipped"]] == [2, 3, 4]


@pytest.mark.parametrize("count", [2, 50])
def test_import_costs_a_constant_number_of_queries(alice, api_as, count, django_assert_num_queries):
    for n in range(count // 2):
        ContactFactory(owner=alice, email=f"a{n}@x.org", archived_at=LONG_AGO)

    with django_assert_num_queries(8):
        paste(api_as(alice), "\n".join(f"a{n}@x.org" for n in range(count)))


def test_import_of_a_thousand_lines_takes_a_moment(alice, django_assert_max_num_queries):
    rows = lines.read("\n".join(f"Ana Lee <a{n}@x.org>" for n in range(1000)))

    with django_assert_max_num_queries(20):
        report = imports.add_all(owner=alice, rows=rows, unfit=[])

    assert len(report.created) == 1000


def test_import_needs_a_user(api, db):
    assert paste(api, "ana@x.org").status_code == 401
