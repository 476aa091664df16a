"""Requests for the word of another person."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("what", models.CharField(max_length=40)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("asker_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("given", "given"),
                            ("refused", "refused"),
                            ("used", "used"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "number"), name="one_consent_a_number"
                    ),
                    models.UniqueConstraint(
                        condition=Q(state="asked"),
                        fields=("asker_id", "what", "about"),
                        name="one_open_request",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["asker_id", "what", "-asked_at"], name="consents_of_an_asker"
                    ),
                ],
            },
        ),
    ]
