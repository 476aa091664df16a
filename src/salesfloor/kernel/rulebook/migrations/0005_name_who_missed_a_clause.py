"""Evidence of a missed clause names the person whose act it is, not who recorded it."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0004_withdraw_policies")]

    operations = [
        migrations.AddField(
            "evidence",
            "missed_by",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=64), default=list, size=None
            ),
        ),
    ]
