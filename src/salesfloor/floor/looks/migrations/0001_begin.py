from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("customer_id", models.BigIntegerField()),
                ("staff_id", models.BigIntegerField()),
                ("manager_id", models.BigIntegerField()),
                ("owner_id", models.BigIntegerField(null=True)),
                ("since", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=20)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["customer_id", "-since"], name="looks_at_a_customer")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("staff_id", "customer_id"),
                        name="one_open_look",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("ended_at__lte", models.F("until_at")),
                            _connector="OR",
                        ),
                        name="look_ends_in_time",
                    ),
                ],
            },
        ),
    ]
