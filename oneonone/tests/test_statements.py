"""Statements that Django makes once."""

import pytest
from django.db.models import BigIntegerField, CharField, DateTimeField, F

from calendars.models import Calendar, Invitation, Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at
from oneonone.rows import utc
from oneonone.statements import HOW_MANY, Statement, Whole, Write

pytestmark = pytest.mark.django_db

DUE = Statement(
    lambda owner, now: (
        Calendar.objects.filter(owner=owner, deadline__gt=now)
        .order_by("pk")
        .values_list("name", "show_invitees", "start_date", "deadline")
    ),
    owner=BigIntegerField(),
    now=DateTimeField(),
)


def test_values_take_their_places_each_time(alice, bob):
    CalendarFactory(owner=alice, name="Soon", deadline=at(9))
    CalendarFactory(owner=alice, name="Later", deadline=at(9, days=2))
    CalendarFactory(owner=bob, name="His", deadline=at(9))

    found = {
        (owner, now): [name for name, *_ in DUE(owner=owner.pk, now=now)]
        for owner in (alice, bob)
        for now in (NOW, at(9))
    }

    assert found == {
        (alice, NOW): ["Soon", "Later"],
        (alice, at(9)): ["Later"],
        (bob, NOW): ["His"],
        (bob, at(9)): [],
    }


def test_columns_are_what_the_model_has(alice):
    CalendarFactory(owner=alice, show_invitees=True, start_date=NOW.date(), deadline=at(9.5))

    [(name, show_invitees, start_date, deadline)] = DUE(owner=alice.pk, now=NOW)

    assert (name, show_invitees, start_date) == ("Thesis talks", True, NOW.date())
    assert utc(deadline) == "2026-03-02T09:30:00Z"


def test_values_are_never_part_of_the_text(alice):
    statement = Statement(
        lambda name: Calendar.objects.filter(name=name).values_list("pk"),
        name=Calendar._meta.get_field("name"),
    )
    calendar = CalendarFactory(owner=alice, name="' OR 1=1 --")
    CalendarFactory(owner=alice)

    assert statement(name=calendar.name) == [(calendar.pk,)]


def test_sql_is_made_once(alice):
    made = []

    def query(owner):
        made.append(owner)
        return Calendar.objects.filter(owner=owner).values_list("name")

    statement = Statement(query, owner=BigIntegerField())
    CalendarFactory(owner=alice)

    assert [statement(owner=alice.pk) for _ in range(3)] == [[("Thesis talks",)]] * 3
    assert len(made) == 1


@pytest.mark.parametrize("has_account", [True, False])
def test_whole_rows_are_those_of_select_related(alice, bob, django_assert_num_queries, has_account):
    invitation = InvitationFactory(
        calendar__owner=alice, calendar__deadline=at(9), contact__user=bob if has_account else None
    )
    related = ("calendar__owner", "contact__user")
    statement = Whole(
        lambda pk: Invitation.objects.filter(pk=pk),
        ("calendar", "calendar__owner", "contact", "contact__user"),
        pk=BigIntegerField(),
    )
    expected = Invitation.objects.select_related(*related).get()

    with django_assert_num_queries(1):
        [found] = statement.rows(pk=invitation.pk)
        pairs = [
            (found, expected),
            (found.calendar, expected.calendar),
            (found.calendar.owner, expected.calendar.owner),
            (found.contact, expected.contact),
            *([(found.contact.user, expected.contact.user)] if has_account else []),
        ]
        assert [_columns(one) for one, _ in pairs] == [_columns(other) for _, other in pairs]
        assert (found.contact.user is not None) == has_account


def _columns(row):
    return type(row), {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


RENAME = Write(
    lambda owner, **_: Calendar.objects.filter(owner=owner),
    lambda name, **_: {"name": name, "version": F("version") + 1},
    owner=BigIntegerField(),
    name=CharField(),
)
FORGET = Write(lambda calendar: Slot.objects.filter(calendar=calendar), calendar=BigIntegerField())


def test_write_changes_the_rows_that_are_meant_and_counts_them(alice, bob):
    CalendarFactory.create_batch(2, owner=alice)
    CalendarFactory(owner=bob, name="His")

    assert RENAME(owner=alice.pk, name="' -- %s") == 2
    assert RENAME(owner=bob.pk, name="Ours") == 1
    assert RENAME(owner=0, name="Nobody's") == 0
    names = Calendar.objects.order_by("pk").values_list("name", "version")
    assert list(names) == [("' -- %s", 2), ("' -- %s", 2), ("Ours", 2)]


def test_write_without_changes_deletes(alice):
    slot, other = SlotFactory.create_batch(2)

    assert FORGET(calendar=slot.calendar_id) == 1
    assert list(Slot.objects.all()) == [other]


def test_rows_are_counted(alice, bob):
    CalendarFactory.create_batch(2, owner=alice)
    count = Statement(
        lambda owner: Calendar.objects.filter(owner=owner).order_by().values_list(HOW_MANY),
        owner=BigIntegerField(),
    )

    assert [count(owner=user.pk) for user in (alice, bob)] == [[(2,)], [(0,)]]
