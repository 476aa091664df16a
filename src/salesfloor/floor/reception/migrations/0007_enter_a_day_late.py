"""Days that are over keep their rotation, so that entries made late go by the state of their own day."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reception", "0006_customers_in_the_registers")]

    operations = [
        migrations.CreateModel(
            "FloorDay",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("state", models.JSONField()),
            ],
        ),
        migrations.AddConstraint(
            "floorday",
            models.UniqueConstraint(fields=("site_id", "day"), name="one_floor_a_day"),
        ),
        migrations.AddField(
            "reception", "is_late", models.BooleanField(default=False, db_default=False)
        ),
        migrations.RemoveConstraint("reception", "c3_2_3_6_one_open_reception"),
        migrations.AddConstraint(
            "reception",
            models.UniqueConstraint(
                condition=Q(ended_at=None) & ~Q(receiver_id=None) & Q(is_late=False),
                fields=("receiver_id",),
                name="c3_2_3_6_one_open_reception",
            ),
        ),
    ]
