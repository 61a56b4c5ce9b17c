"""Let no owner have two confirmed meetings at once: the last word after the lock of the owner's row."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "confirmed_meetings_of_an_owner_never_overlap"

# Checked at the end of a statement, so that one statement may swap two meetings.
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"""
    ALTER TABLE calendars_meeting ADD CONSTRAINT {NAME}
    EXCLUDE USING gist (owner_id WITH =, tstzrange("start", "end") WITH &&) WHERE (status = 'confirmed')
    DEFERRABLE INITIALLY IMMEDIATE
    """,
]

SQLITE = [
    f"""
    CREATE TRIGGER {NAME}_{event.split()[0].lower()} AFTER {event} ON calendars_meeting
    WHEN NEW.status = 'confirmed' AND EXISTS (
        SELECT 1 FROM calendars_meeting
        WHERE owner_id = NEW.owner_id AND status = 'confirmed' AND id <> NEW.id
        AND "start" < NEW."end" AND NEW."start" < "end"
    )
    BEGIN SELECT RAISE(ABORT, 'constraint failed: {NAME}'); END
    """
    for event in ("INSERT", "UPDATE")
]


def forbid(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the constraint."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the constraint."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE calendars_meeting DROP CONSTRAINT {NAME}")
        return
    for event in ("insert", "update"):
        editor.execute(f"DROP TRIGGER {NAME}_{event}")


class Migration(migrations.Migration):
    dependencies = [("calendars", "0002_after_finalizing")]

    operations = [migrations.RunPython(forbid, allow)]
