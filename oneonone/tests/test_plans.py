"""Whatever is done often finds its rows by an index, however many there are."""

from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from calendars.management.scale import load
from calendars.models import Feed, Meeting, Proposal, Suppression
from contacts.models import Contact, ContactRequest
from oneonone import pages
from oneonone.tests.hot_calls import CALLS
from oneonone.tests.hot_scene import Scene
from oneonone.tests.plans import explained, partial_indexes

# Where a key or the index of few rows would serve, PostgreSQL now takes it: a table is read as a whole only
# where there is none.
ONLY_BY_INDEX = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
)


@pytest.fixture
def scene(db):
    now = timezone.now()
    load(1000, 3, 10, now=now)
    _add_strangers(2000, now)
    scene = Scene.of(User.objects.get(username="owner0"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(ONLY_BY_INDEX)
    return scene


def _add_strangers(count, now):
    """Add rows to the tables in which ``load`` leaves few or none: of few, PostgreSQL reads all."""
    User.objects.bulk_create(User(username=f"u{n}", email=f"u{n}@example.org") for n in range(count))
    users, meetings = User.objects.all(), Meeting.objects.all()
    people = [{"owner": user, "email": f"ben{user.pk}@example.org"} for user in users]
    Contact.objects.bulk_create(Contact(first_name="Ben", **each) for each in people)
    Suppression.objects.bulk_create(Suppression(created_at=now, **each) for each in people)
    Feed.objects.bulk_create(Feed(user=user, created_at=now) for user in users)
    Proposal.objects.bulk_create(
        Proposal(
            meeting=each, side="owner", start=each.start, end=each.end, created_at=now, status="declined"
        )
        for each in meetings
    )
    ContactRequest.objects.bulk_create(
        ContactRequest(sender=one, recipient=other, created_at=now) for one, other in pairwise(users)
    )


def test_rows_are_found_by_an_index(scene):
    assert scans_of_tables(scene, CALLS) == []


def test_rows_of_pages_far_back_are_found_by_an_index(scene, monkeypatch):
    monkeypatch.setattr(pages, "FAR", 0)

    assert scans_of_tables(scene, {name: CALLS[name] for name in CALLS if "second page" in name}) == []


def scans_of_tables(scene, calls):
    partial, faults = partial_indexes(), []
    for name, call in calls.items():
        with transaction.atomic(), explained() as scans:
            call(scene)
            transaction.set_rollback(True)
        assert scans, name
        faults += [(name, each.table, each.index, each.sql) for each in scans if each.is_whole(partial)]
    return faults


def test_a_table_without_an_index_would_be_noticed(scene):
    with explained() as scans:
        User.objects.filter(last_name="Brandt").exists()

    assert [each.is_whole(partial_indexes()) for each in scans] == [True]
