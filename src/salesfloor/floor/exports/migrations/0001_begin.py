from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("customers", "customers"),
                            ("follow_ups", "follow_ups"),
                            ("visits", "visits"),
                            ("calls", "calls"),
                            ("receipts", "receipts"),
                            ("deals", "deals"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "phones",
                    models.CharField(
                        choices=[("masked", "masked"), ("full", "full")], max_length=6
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("ready", "ready"),
                            ("refused", "refused"),
                            ("taken", "taken"),
                        ],
                        max_length=8,
                    ),
                ),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("until_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("rows", models.IntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("file", models.BinaryField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "number"), name="one_export_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by_id", models.F("asked_by_id")), _negated=True
                        ),
                        name="c7_2_2_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rows", None), ("taken_at", None)),
                            models.Q(("rows__gte", 0), ("taken_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="export_taken_whole",
                    ),
                ],
            },
        ),
    ]
