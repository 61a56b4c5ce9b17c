"""Keep one index where two began with the same column."""

from django.conf import settings
from django.db import migrations, models

NAME = "accounts_keptanswer_user_id_2ed89c67"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_sessions_of_a_password")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(f"DROP INDEX {NAME}", f"CREATE INDEX {NAME} ON accounts_keptanswer (user_id)")],
            [
                migrations.AlterField(
                    "keptanswer",
                    "user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_answers", db_index=False
                    ),
                )
            ],
        )
    ]
