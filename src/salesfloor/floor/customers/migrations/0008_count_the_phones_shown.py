"""Whole phones that are shown are counted (7.2.2)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_contact_customers_with_care")]

    operations = [
        migrations.CreateModel(
            "PhoneShown",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("site_id", models.BigIntegerField()),
                ("staff_id", models.BigIntegerField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["staff_id", "-at"], name="phones_shown_lately")]
            },
        ),
    ]
