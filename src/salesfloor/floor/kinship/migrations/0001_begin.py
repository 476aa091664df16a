from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SameRequest",
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
                ("other", models.CharField(max_length=20)),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("is_same", models.BooleanField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at", None)),
                        fields=["site_id"],
                        name="same_requests_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "number"), name="one_same_request_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by_id", None), ("is_same", None)
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by_id__isnull", False),
                                ("is_same__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="same_request_decided_whole",
                    ),
                ],
            },
        ),
    ]
