"""Find the first contacts by name without sorting them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_contacts_of_an_address")]

    operations = [
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["owner", "first_name", "last_name", "id"],
                condition=models.Q(archived_at=None),
                name="contacts_by_name",
            ),
        )
    ]
