"""What the page says and offers before anything is sent."""

from datetime import timedelta

import pytest

from calendars.tests.browser import Page
from calendars.tests.factories import NOW, InvitationFactory, SlotFactory, at
from calendars.tests.invitee_page.visiting import TEN, url, visit

pytestmark = pytest.mark.django_db


def test_page_says_who_invites_what_for_how_long_and_until_when(client, calendar, invitation):
    calendar.deadline, calendar.time_zone = at(18) - timedelta(days=3), "Europe/Berlin"
    calendar.save()

    text = visit(client, invitation).text

    facts = [
        "When can you meet Alice Able?",
        "Hello Bob",
        "Thesis talks",
        "30 minutes",
        "Friday 27 February 2026, 19:00 (Europe/Berlin)",
        "Bring your draft. <b>Talk</b> & listen.",
    ]
    assert [fact for fact in facts if fact not in text] == []


def test_description_keeps_its_lines_and_is_escaped(client, invitation):
    content = client.get(url(invitation)).content.decode()

    assert "<p>Bring your draft.<br>&lt;b&gt;Talk&lt;/b&gt; &amp; listen.</p>" in content


def test_each_time_is_a_group_that_names_its_day_and_hour(client, invitation):
    content = client.get(url(invitation)).content.decode()

    assert '<legend><span class="unseen">Monday 2 March, </span>10:00–10:30</legend>' in content
    form = Page(client.get(url(invitation))).form("answer")
    assert (form.choices[TEN], form[TEN]) == (["0", "1", "2", "3"], [])


def test_owner_without_times_leaves_room_for_the_invitees(client):
    invitation = InvitationFactory()

    page = visit(client, invitation)

    assert "has no times to choose from at the moment" in page.text
    assert page.form("answer")["other_start"] == ["", "", ""]


def test_weeks_after_the_first_are_folded_when_there_are_many_times(client, calendar, invitation):
    for day in range(15):
        SlotFactory(calendar=calendar, start=at(9, days=day), end=at(12, days=day))
    SlotFactory(invitation=invitation, start=at(9, days=14), end=at(9.5, days=14))

    content = client.get(url(invitation)).content.decode()

    weeks = [line.strip() for line in content.splitlines() if 'class="week"' in line]
    assert weeks == ['<details class="week" open>', '<details class="week">', '<details class="week" open>']
    assert "6 times , 1 chosen" in Page(client.get(url(invitation))).text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("pending", "You have not sent your answer yet."),
        ("accepted", "You have not sent your answer yet."),
        ("declined", "You have declined. Send times if you can come after all."),
    ],
)
def test_form_that_nobody_touched_says_how_things_stand(client, invitation, status, said):
    invitation.status = status
    invitation.save()

    assert said in visit(client, invitation).text


def test_wishes_of_the_owner_are_told(client, calendar, invitation):
    SlotFactory(calendar=calendar, start=at(11), end=at(12), preference=1)

    text = visit(client, invitation).text

    assert "Monday 2 March, 10:30–11:00 , for Alice Able best" in text
    assert "Monday 2 March, 11:00–11:30 , for Alice Able only possible" in text


@pytest.mark.parametrize(("is_shown", "names"), [(True, ["Ana Lee"]), (False, [])])
def test_names_of_who_takes_part_are_shown_where_the_owner_shows_them(
    client, calendar, invitation, is_shown, names
):
    other = InvitationFactory(calendar=calendar, contact__first_name="Ana", contact__last_name="Lee")
    InvitationFactory(calendar=calendar, contact__first_name="Beatrix", declined=True)
    SlotFactory(invitation=other, start=at(20), end=at(21))
    calendar.show_invitees = is_shown
    calendar.save()

    text = visit(client, invitation).text

    assert [name for name in ["Ana Lee", "Beatrix", other.contact.email, "20:00"] if name in text] == names


def test_hostile_names_are_shown_as_text(client, calendar, invitation, alice):
    hostile = "<script>alert(1)</script>\u202e\" onload='x"
    alice.first_name = hostile
    alice.save()
    calendar.name = hostile
    calendar.save()
    invitation.contact.first_name = hostile
    invitation.contact.save()

    content = client.get(url(invitation)).content.decode()

    assert ("<script>" in content, "\u202e" in content, "\" onload='x" in content) == (False, False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content


@pytest.mark.parametrize("count", [1, 3, 100])
def test_page_costs_a_constant_number_of_queries(client, calendar, count, django_assert_num_queries):
    calendar.show_invitees = True
    calendar.save()
    invitation = InvitationFactory(calendar=calendar, opened_at=NOW)
    for number in range(count):
        InvitationFactory(calendar=calendar)
        SlotFactory(calendar=calendar, start=at(24 * number))
        SlotFactory(invitation=invitation, start=at(24 * number))

    with django_assert_num_queries(6):
        client.get(url(invitation))
