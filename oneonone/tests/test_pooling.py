"""Nothing is left behind in a database session, so that a pooler may give each transaction another one."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from calendars.management.scale import load
from oneonone.tests.hot_calls import CALLS
from oneonone.tests.hot_scene import Scene

# Not PREPARE, LISTEN, DECLARE of a cursor, or a SET that is not LOCAL; and no SELECT that does the same.
STAYING = re.compile(
    r"advisory|\bset_config\(.*,\s*false|\binto\s+temp|\btemp(orary)?\s+(table|view|sequence)",
    re.IGNORECASE,
)
ENDING = ("SELECT", "INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET LOCAL")


@pytest.mark.django_db
def test_statements_end_with_their_transaction():
    load(20, 3, 20, now=timezone.now())
    owner, statements = User.objects.get(username="owner0"), []
    for call in CALLS.values():
        with transaction.atomic(), CaptureQueriesContext(connection) as made:
            call(Scene.of(owner))
            transaction.set_rollback(True)
        statements += [query["sql"].lstrip("( ") for query in made]

    assert [sql for sql in statements if stays(sql)] == []


def stays(sql):
    return not sql.startswith(ENDING) or STAYING.search(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SET statement_timeout = '5s'",
        "SELECT set_config('statement_timeout', '5s', false)",
        "SELECT 1 AS a INTO TEMP leftover",
        "SELECT pg_advisory_lock(1)",
        "LISTEN news",
    ],
)
def test_what_outlives_its_transaction_would_be_noticed(sql):
    assert stays(sql)
