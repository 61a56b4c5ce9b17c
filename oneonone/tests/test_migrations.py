"""Every migration keeps the rows that are there, and lets the former release run beside it."""

from copy import deepcopy

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from calendars.models import Meeting
from calendars.tests.factories import at
from oneonone.tests.earlier_rows import ROWS

OURS = ("accounts", "calendars", "contacts", "mail")
ALIAS = "earlier"

# What columns that came later hold in the rows that were there.
NEW_COLUMNS = {
    "accounts.keptanswer": {"etag": ""},
    "accounts.refreshsession": {"password_digest": ""},  # such a session has ended
    "calendars.calendar": {"told_deadline": None},
    "mail.outgoingmail": {"hold_key": ""},
}

# Before there was a release.
NOT_BESIDE_A_FORMER_RELEASE = {
    ("accounts", "0004_sessions_of_a_password", "AddField refreshsession.password_digest"),
    ("mail", "0002_held_mails", "AddField outgoingmail.hold_key"),
}


@pytest.fixture
def elsewhere(django_db_setup, django_db_blocker):
    """Return a connection to an empty database of its own, so that other tests see nothing of this."""
    found = deepcopy(connection.settings_dict)
    is_server = connection.vendor == "postgresql"
    found["NAME"] = f"{found['NAME']}_{ALIAS}" if is_server else ":memory:"
    drop, create = f'DROP DATABASE IF EXISTS "{found["NAME"]}"', f'CREATE DATABASE "{found["NAME"]}"'
    with django_db_blocker.unblock():
        if is_server:
            found["OPTIONS"]["pool"] = False
            on_server(drop, create)
        connections.settings[ALIAS] = found
        yield connections[ALIAS]
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]
        if is_server:
            on_server(drop)


def on_server(*statements):
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def stored(model):
    return {row[model._meta.pk.attname]: row for row in model.objects.using(ALIAS).values()}


def fill_new_tables(migration, state):
    """Store rows in the tables that a migration has made, and return them as they then are."""
    made = [each.name.lower() for each in migration.operations if isinstance(each, operations.CreateModel)]
    found = {}
    for name in made if migration.app_label in OURS else ():
        model = state.apps.get_model(migration.app_label, name)
        model.objects.using(ALIAS).bulk_create(model(**row) for row in ROWS[model._meta.label_lower])
        found[model._meta.label_lower] = stored(model)
    return found


def test_rows_outlast_every_migration_after_their_table(elsewhere):
    executor = MigrationExecutor(elsewhere)
    executor.recorder.ensure_schema()
    state, before = executor._create_project_state(), {}
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        state = executor.apply_migration(state, migration)
        before |= fill_new_tables(migration, state)

    models = {each._meta.label_lower: each for app in OURS for each in apps.get_app_config(app).get_models()}
    after = {label: stored(model) for label, model in models.items()}
    assert {label: len(rows) for label, rows in after.items()} == {
        label: len(rows) for label, rows in ROWS.items()
    }
    for label, rows in before.items():
        new = NEW_COLUMNS.get(label, {})
        assert after[label] == {pk: row | new for pk, row in rows.items()}
    with pytest.raises(IntegrityError):
        Meeting.objects.using(ALIAS).filter(pk=4).update(status="confirmed")
    assert Meeting.objects.using(ALIAS).filter(pk=4).update(status="confirmed", start=at(11), end=at(12)) == 1


def test_former_release_runs_on_the_new_tables():
    """Its writes name no new column, so that one is empty by itself; what it reads stays."""
    found = {
        (migration.app_label, migration.name, f"{type(each).__name__} {where}")
        for (app, _), migration in MigrationLoader(None).disk_migrations.items()
        if app in OURS
        for each in migration.operations
        for where in hindrances(each, migration)
    }

    assert found == NOT_BESIDE_A_FORMER_RELEASE


def hindrances(operation, migration):
    """Yield what of an operation a release that does not know it would stumble over."""
    gone = (operations.RemoveField, operations.RenameField, operations.DeleteModel, operations.RenameModel)
    if isinstance(operation, gone):
        yield str(operation.name if hasattr(operation, "name") else operation.old_name)
    if isinstance(operation, operations.AddField) and not is_made_by(migration, operation.model_name):
        field = operation.field
        if not (field.null or field.many_to_many or field.has_db_default()):
            yield f"{operation.model_name}.{operation.name}"


def is_made_by(migration, model):
    return any(
        isinstance(each, operations.CreateModel) and each.name.lower() == model
        for each in migration.operations
    )
