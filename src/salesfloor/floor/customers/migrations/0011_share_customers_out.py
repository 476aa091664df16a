import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_warn_before_a_claim_lapses"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_id", models.BigIntegerField()),
                ("hundredths", models.IntegerField()),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="customers.claim",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("claim", "staff_id"),
                        name="c3_5_1_one_share_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hundredths__gte", 0), ("hundredths__lte", 100)),
                        name="share_of_a_whole",
                    ),
                ],
            },
        ),
    ]
