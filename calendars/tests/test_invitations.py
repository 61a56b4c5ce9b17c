"""Whom the owner invites and takes back."""

import pytest

from calendars import links
from calendars.models import Invitation
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory, at
from calendars.tests.shapes import invitation_json, rows, zulu
from contacts.models import Contact
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

FINALIZED = {"code": "calendar_finalized", "detail": "This calendar is finalized."}
INVITED = ["This contact is already invited."]
INVALID = ["Invalid contact id"]


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice)


@pytest.fixture
def ana(alice):
    return ContactFactory(owner=alice, first_name="Ana", last_name="Lee")


def path_of(calendar, part=""):
    return f"/api/v1/calendars/{calendar.pk}/invitations/{part}"


def path_to(invitation, part=""):
    return path_of(invitation.calendar, f"{invitation.pk}/{part}")


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email", "state"))


def test_invite_one_answers_the_invitation_and_mails(alice, api_as, calendar, ana):
    response = api_as(alice).post(path_of(calendar), {"contact": ana.pk, "deadline": zulu(at(8))})

    invitation = Invitation.objects.get()
    assert (response.status_code, response.json()) == (201, invitation_json(invitation))
    assert (invitation.contact, invitation.status, invitation.deadline, invitation.invited_at) == (
        ana,
        "pending",
        at(8),
        NOW,
    )
    assert mails() == [("invitation", ana.email, "queued")]


def test_invite_many_answers_a_list(alice, api_as, calendar, ana):
    ben = ContactFactory(owner=alice)

    response = api_as(alice).post(path_of(calendar), {"contacts": [ben.pk, ana.pk]})

    invited = Invitation.objects.order_by("pk")
    assert (response.status_code, response.json()) == (201, [invitation_json(each) for each in invited])
    assert mails() == [("invitation", ben.email, "queued"), ("invitation", ana.email, "queued")]


def test_deadline_of_the_calendar_counts_where_there_is_no_own(alice, api_as, ana):
    calendar = CalendarFactory(owner=alice, deadline=at(8))

    answer = api_as(alice).post(path_of(calendar), {"contact": ana.pk}).json()

    assert (answer["deadline"], answer["effective_deadline"]) == (None, zulu(at(8)))


def test_invite_many_is_all_or_nothing_and_names_faults_by_index(alice, bob, api_as, calendar, ana):
    invited = InvitationFactory(calendar=calendar).contact
    ids = [ana.pk, invited.pk, ContactFactory(owner=bob).pk, ana.pk]

    response = api_as(alice).post(path_of(calendar), {"contacts": ids})

    assert (response.status_code, response.json()) == (
        400,
        {"contacts": {"1": INVITED, "2": INVALID, "3": INVITED}},
    )
    assert (Invitation.objects.count(), mails()) == (1, [])


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, {"non_field_errors": ["Give either a contact or contacts."]}),
        ({"contact": 1, "contacts": [1]}, {"non_field_errors": ["Give either a contact or contacts."]}),
        ({"contacts": []}, {"contacts": ["This list may not be empty."]}),
        ({"contact": 10**9}, {"contact": INVALID}),
        ({"contact": 0}, {"contact": ["Ensure this value is greater than or equal to 1."]}),
        ({"contact": 10**30}, {"contact": [f"Ensure this value is less than or equal to {2**63 - 1}."]}),
        ({"contact": True}, {"contact": ["A valid integer is required."]}),
        ({"contact": [1]}, {"contact": ["A valid integer is required."]}),
        ({"contact": 1, "deadline": zulu(NOW)}, {"deadline": ["The deadline must be in the future."]}),
        ({"contacts": [1] * 1001}, {"contacts": ["Ensure this field has no more than 1000 elements."]}),
    ],
)
def test_invite_refuses_with_a_message(alice, api_as, calendar, body, faults):
    response = api_as(alice).post(path_of(calendar), body)

    assert (response.status_code, response.json()) == (400, faults)


def test_invite_again_and_foreign_and_archived_contacts_are_refused(alice, bob, api_as, calendar):
    invited = InvitationFactory(calendar=calendar).contact
    foreign, archived = ContactFactory(owner=bob), ContactFactory(owner=alice, archived_at=NOW)
    client = api_as(alice)

    answers = [client.post(path_of(calendar), {"contact": each.pk}) for each in (invited, foreign, archived)]

    assert [answer.json() for answer in answers] == [
        {"contact": each} for each in (INVITED, INVALID, INVALID)
    ]


def test_1000_invitees_are_the_most(alice, api_as, calendar, ana):
    contacts = Contact.objects.bulk_create(ContactFactory.build(owner=alice) for _ in range(1000))
    Invitation.objects.bulk_create(
        Invitation(calendar=calendar, contact=contact, invited_at=NOW) for contact in contacts
    )

    response = api_as(alice).post(path_of(calendar), {"contact": ana.pk})

    assert (response.status_code, response.json()) == (
        400,
        {"non_field_errors": ["At most 1000 contacts can be invited."]},
    )


def test_list_and_detail_show_the_answers(alice, api_as, calendar):
    pending, answered = (
        InvitationFactory(calendar=calendar),
        InvitationFactory(calendar=calendar, responded=True),
    )
    SlotFactory(invitation=answered)
    InvitationFactory()

    assert api_as(alice).get(path_of(calendar)).json() == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [invitation_json(pending), invitation_json(answered)],
    }
    assert api_as(alice).get(path_to(answered)).json() == invitation_json(answered)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=responded", ["Ben"]),
        ("search=ana", ["Ana"]),
        ("search=cy@", ["Cy"]),
        ("ordering=-contact__first_name", ["Cy", "Ben", "Ana"]),
        ("ordering=responded_at", ["Ben", "Ana", "Cy"]),
        ("page_size=1&page=2", ["Ben"]),
    ],
)
def test_list_filters_searches_orders_and_pages(alice, api_as, calendar, query, names):
    InvitationFactory(calendar=calendar)
    InvitationFactory(calendar=calendar, contact__first_name="Ben", contact__email="b@x.org", responded=True)
    InvitationFactory(calendar=calendar, contact__first_name="Cy", contact__email="cy@x.org")

    results = api_as(alice).get(f"{path_of(calendar)}?{query}").json()["results"]

    assert [each["contact"]["first_name"] for each in results] == names


def test_change_sets_and_clears_the_own_deadline(alice, api_as):
    invitation = InvitationFactory(calendar__owner=alice, calendar__deadline=NOW)
    client = api_as(alice)

    extended = client.patch(path_to(invitation), {"deadline": zulu(at(8))})
    cleared = client.patch(path_to(invitation), {"deadline": None})

    before = invitation_json(invitation)
    assert extended.json() == before | {"deadline": zulu(at(8)), "effective_deadline": zulu(at(8))}
    assert cleared.json() == before
    assert client.patch(path_to(invitation), {}).json() == {"deadline": ["This field is required."]}


def test_removal_kills_the_link_and_cancels_what_was_confirmed(alice, api, api_as):
    invitation = InvitationFactory(calendar__owner=alice, responded=True)
    MeetingFactory(invitation=invitation, confirmed=True)
    token = links.token(invitation)
    api_as(alice).post(path_to(invitation, "resend/"))

    response = api_as(alice).delete(path_to(invitation))

    assert (response.status_code, response.content) == (204, b"")
    assert api.get(f"/api/v1/respond/{token}/").status_code == 404
    email = invitation.contact.email
    assert mails() == [("invitation", email, "superseded"), ("meeting_cancelled", email, "queued")]
    assert Contact.objects.filter(pk=invitation.contact.pk).exists()


def test_removal_again_changes_nothing(alice, api_as):
    invitation = InvitationFactory(calendar__owner=alice)
    path = path_to(invitation)
    other = InvitationFactory(calendar=invitation.calendar)
    api_as(alice).delete(path)
    before = rows()

    response = api_as(alice).delete(path)

    assert (response.status_code, response.json()) == (
        404,
        {"detail": "No Invitation matches the given query."},
    )
    assert rows() == before
    assert list(Invitation.objects.all()) == [other]


def test_resend_mails_a_new_link_and_kills_the_old(alice, api, api_as):
    invitation = InvitationFactory(calendar__owner=alice, opened_at=NOW)
    old = links.token(invitation)

    response = api_as(alice).post(path_to(invitation, "resend/"))

    invitation.refresh_from_db()
    assert (response.status_code, response.json()) == (200, invitation_json(invitation))
    assert mails() == [("invitation", invitation.contact.email, "queued")]
    statuses = [api.get(f"/api/v1/respond/{token}/").status_code for token in (old, links.token(invitation))]
    assert statuses == [404, 200]


def test_finalized_calendar_refuses_every_change_of_invitations(alice, api_as, ana):
    invitation = InvitationFactory(calendar__owner=alice, calendar__finalized=True)
    client = api_as(alice)

    answers = [
        client.post(path_of(invitation.calendar), {"contact": ana.pk}),
        client.patch(path_to(invitation), {"deadline": None}),
        client.delete(path_to(invitation)),
        client.put(
            path_to(invitation, "availability/"),
            [{"start": zulu(at(9)), "end": zulu(at(10)), "preference": 1}],
        ),
        client.post(path_to(invitation, "remind/")),
        client.post(path_to(invitation, "resend/")),
        client.post(f"/api/v1/calendars/{invitation.calendar.pk}/remind/"),
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(409, FINALIZED)] * 7
    assert (Invitation.objects.count(), mails()) == (1, [])
