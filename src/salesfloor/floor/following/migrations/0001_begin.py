"""Thanks, and customers of a high grade who did not buy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Lost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("reception_id", models.BigIntegerField(unique=True)),
                ("ref", models.CharField(max_length=64)),
                ("customer_id", models.BigIntegerField(null=True)),
                ("grade", models.CharField(max_length=1)),
                ("at", models.DateTimeField()),
                ("number", models.BigIntegerField(null=True)),
                ("what", models.TextField(blank=True)),
                ("on", models.DateField(null=True)),
                ("set_at", models.DateTimeField(null=True)),
                ("set_by", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["customer_id"], name="lost_of_a_customer")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "number"), name="c9_5_2_3_one_remedy_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Thanks",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("phone", models.CharField(max_length=20)),
                ("how", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "phone"), name="c9_6_1_3_thanked_once"
                    )
                ],
            },
        ),
    ]
