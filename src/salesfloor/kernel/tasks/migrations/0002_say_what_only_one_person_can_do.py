"""A task that only its person can do ends with their job; others go to who takes over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="task", name="is_own", field=models.BooleanField(default=False)
        ),
    ]
