"""Tries at a secret are counted in a table of their own, atomically."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_record_changes_of_post")]

    operations = [
        migrations.CreateModel(
            name="Tries",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                (
                    "taken",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), size=None
                    ),
                ),
                ("refused_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveField("staff", "pin_failures"),
        migrations.RemoveField("staff", "pin_locked_until"),
    ]
