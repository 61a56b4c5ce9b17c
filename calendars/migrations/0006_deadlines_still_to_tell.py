"""Find the deadlines that owners have not heard of, however many they have heard of."""

from django.db import migrations, models
from django.db.models import F, Q

UNHEARD = Q(told_deadline=None) | ~Q(told_deadline=F("deadline"))


class Migration(migrations.Migration):
    dependencies = [("calendars", "0005_no_index_twice")]

    operations = [
        migrations.AddIndex(
            "calendar",
            models.Index(
                fields=["deadline"], condition=UNHEARD & Q(status="open"), name="deadlines_still_to_tell"
            ),
        )
    ]
