"""What a medium cost in a month is noted once for both; the latest word stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0002_find_the_moves_of_a_day")]

    operations = [
        migrations.CreateModel(
            name="MediumCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("medium", models.CharField(max_length=200)),
                ("month", models.DateField()),
                ("fen", models.BigIntegerField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "medium", "month"), name="c9_1_1_4_a_cost_each_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fen__gte", 0)), name="cost_is_no_gain"
                    ),
                ],
            },
        ),
    ]
