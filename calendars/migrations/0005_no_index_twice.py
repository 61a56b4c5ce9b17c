"""Keep one index where two began with the same column: every write paid for both."""

from django.conf import settings
from django.db import migrations, models

USER, CALENDAR = settings.AUTH_USER_MODEL, "calendars.calendar"


def drop_index(model, column, suffix, to, related_name, **options):
    """Drop the index of a foreign key by its name: SQLite would else write the table anew, without its triggers."""
    table = f"calendars_{model}"
    name = f"{table}_{column}_id_{suffix}"
    field = models.ForeignKey(to, models.CASCADE, related_name=related_name, db_index=False, **options)
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON {table} ({column}_id)")],
        [migrations.AlterField(model, column, field)],
    )


class Migration(migrations.Migration):
    # Each by itself: together they would hold every table of calendars at once while requests are served.
    atomic = False

    dependencies = [("calendars", "0004_suppressions"), migrations.swappable_dependency(USER)]

    operations = [
        migrations.RemoveIndex("calendar", "calendars_of_an_owner"),
        migrations.AddIndex(
            "calendar", models.Index(fields=["owner", "-created_at", "-id"], name="calendars_of_an_owner")
        ),
        drop_index("calendar", "owner", "0a5db954", USER, "calendars"),
        drop_index("invitation", "calendar", "c5ac2fd3", CALENDAR, "invitations"),
        drop_index("logentry", "calendar", "5959397e", CALENDAR, "log"),
        drop_index("meeting", "calendar", "b6694033", CALENDAR, "meetings"),
        drop_index("meeting", "owner", "b971ba6e", USER, "meetings", help_text="The calendar's."),
        drop_index("slot", "calendar", "7a4caac2", CALENDAR, "slots"),
        drop_index("suppression", "owner", "a9af4a62", USER, "suppressions"),
    ]
