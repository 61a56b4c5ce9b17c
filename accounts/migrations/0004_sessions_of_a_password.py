from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_kept_answers'),
    ]

    operations = [
        # The sessions that are open have no digest and end: their users log in again.
        migrations.AddField(
            model_name='refreshsession',
            name='password_digest',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
    ]
