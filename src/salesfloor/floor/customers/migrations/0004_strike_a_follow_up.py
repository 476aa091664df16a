"""A line of a follow-up book is struck by its writer or the manager (3.4.3.4)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_ask_for_a_household_by_its_phones")]

    operations = [
        migrations.AddField("followup", "struck_at", models.DateTimeField(null=True)),
    ]
