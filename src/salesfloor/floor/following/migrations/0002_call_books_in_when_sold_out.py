"""Books are called in once everything is sold (3.4.3.6)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("following", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="SoldOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
