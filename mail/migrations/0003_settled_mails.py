from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0002_held_mails'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='outgoingmail',
            index=models.Index(condition=models.Q(('state__in', ['sent', 'failed', 'superseded'])), fields=['calendar_method', 'created_at'], name='mail_settled'),
        ),
    ]
