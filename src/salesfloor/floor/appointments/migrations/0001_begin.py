"""Appointments, and the calendars in which they stand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("phone", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("signing", "signing"),
                            ("inspection", "inspection"),
                            ("call", "call"),
                        ],
                        max_length=10,
                    ),
                ),
                ("time", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("expected", "expected"),
                            ("arrived", "arrived"),
                            ("kept", "kept"),
                            ("cancelled", "cancelled"),
                            ("missed", "missed"),
                        ],
                        default="expected",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                ("sequence", models.IntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("met_in", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["site_id", "time"], name="appointments_by_time"),
                    models.Index(
                        condition=models.Q(("state", "expected")),
                        fields=["site_id", "phone", "time"],
                        name="appointments_expected",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "number"), name="c9_5_1_3_one_appointment_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_id", models.BigIntegerField()),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("staff_id",),
                        name="one_feed_a_person",
                    )
                ],
            },
        ),
    ]
