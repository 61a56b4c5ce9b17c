"""Nothing is left behind in a database session, so that a pooler may give each transaction another one."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from calendars.management.scale import load
from oneonone.tests.hot_calls import CALLS
from oneonone.tests.hot_scene import Scene

# Not SET, LISTEN, PREPARE, or DECLARE of a cursor.
ENDS_WITH_ITS_TRANSACTION = {"SELECT", "INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE", "ROLLBACK"}


@pytest.mark.django_db
def test_statements_end_with_their_transaction():
    load(20, 3, 20, now=timezone.now())
    owner, words = User.objects.get(username="owner0"), set()
    for call in CALLS.values():
        with transaction.atomic(), CaptureQueriesContext(connection) as made:
            call(Scene.of(owner))
            transaction.set_rollback(True)
        assert not [query["sql"] for query in made if "advisory" in query["sql"]]
        words |= {query["sql"].strip("( ").split()[0] for query in made}

    assert words <= ENDS_WITH_ITS_TRANSACTION
