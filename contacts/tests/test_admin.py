import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.tests.factories import UserFactory
from contacts.models import Contact
from contacts.tests.factories import ContactFactory, ContactRequestFactory

pytestmark = pytest.mark.django_db

URL = "/admin/contacts/contact/"


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(username="root", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("query", ["", "?q=ana", "?q=alice", "?archived_at__isempty=1", "?user__isempty=1"])
def test_contacts_are_listed_searched_and_filtered(operator, alice, query):
    contact = ContactFactory(owner=alice)

    assert contact.email in operator.get(URL + query).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_a_constant_number_of_queries(operator, alice, rows, django_assert_num_queries):
    ContactFactory.create_batch(rows, owner=alice, user=alice)

    with django_assert_num_queries(7):
        operator.get(URL)


def test_contact_page_does_not_list_every_user(operator, alice, bob):
    contact = ContactFactory(owner=alice)

    page = operator.get(f"{URL}{contact.pk}/change/").content.decode()

    assert ("alice" in page, "bob" in page) == (True, False)


@pytest.mark.parametrize("query", ["", "?q=alice", "?q=bob@example.org", "?status__exact=pending"])
def test_requests_are_listed_searched_and_filtered(operator, alice, bob, query):
    ContactRequestFactory(sender=alice, recipient=bob)

    page = operator.get(f"/admin/contacts/contactrequest/{query}").content.decode()

    assert "1 contact request" in page


def test_contact_is_removed_with_its_picture(operator, alice, django_capture_on_commit_callbacks):
    contact = ContactFactory(owner=alice, picture=SimpleUploadedFile("ana.jpg", b"pixels"))

    with django_capture_on_commit_callbacks(execute=True):
        operator.post(f"{URL}{contact.pk}/delete/", {"post": "yes"})

    assert not Contact.objects.exists()
    assert not default_storage.exists(contact.picture.name)


def test_contact_of_a_calendar_is_not_removed(operator, alice):
    contact = ContactFactory(owner=alice)
    # The model is looked up by name: this app does not know the calendars.
    calendar = apps.get_model("calendars", "Calendar").objects.create(owner=alice, name="Thesis talks")
    calendar.invitations.create(contact=contact, invited_at=timezone.now())

    operator.post(URL, {"action": "delete_selected", "_selected_action": [contact.pk], "post": "yes"})

    assert list(Contact.objects.all()) == [contact]


def test_picture_is_not_uploaded_by_hand(operator, alice):
    contact = ContactFactory(owner=alice)

    page = operator.get(f"{URL}{contact.pk}/change/").content.decode()

    assert 'type="file"' not in page


def test_contact_keeps_its_owner(operator, alice, bob):
    contact = ContactFactory(owner=alice)

    fields = {"first_name": "Anna", "email": contact.email, "owner": bob.pk}
    response = operator.post(f"{URL}{contact.pk}/change/", fields)

    contact.refresh_from_db()
    assert (response.status_code, contact.first_name, contact.owner) == (302, "Anna", alice)


def test_contact_is_added_for_an_owner(operator, alice):
    response = operator.post(
        f"{URL}add/", {"first_name": "Ana", "email": "ana@example.org", "owner": alice.pk}
    )

    assert response.status_code == 302
    assert Contact.objects.get().owner == alice


def test_request_is_seen_and_not_answered_by_hand(operator, alice, bob):
    asked = ContactRequestFactory(sender=alice, recipient=bob)
    url = f"/admin/contacts/contactrequest/{asked.pk}/change/"

    statuses = operator.get(url).status_code, operator.post(url, {"status": "accepted"}).status_code

    asked.refresh_from_db()
    assert (statuses, asked.status) == ((200, 403), "pending")


def test_request_is_not_made_by_hand(operator):
    assert operator.get("/admin/contacts/contactrequest/add/").status_code == 403
