"""Customers who were not taken up in time; receptions left open overnight keep nobody busy."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reception", "0007_enter_a_day_late")]

    operations = [
        migrations.CreateModel(
            "LostTurn",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "reception",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lost_turns",
                        to="reception.reception",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "lostturn",
            models.UniqueConstraint(
                fields=("reception", "staff_id"), name="c3_2_1_2_a_turn_is_lost_once"
            ),
        ),
        migrations.AddField(
            "reception", "is_left_over", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddField("reception", "taken_up_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("reception", "c3_2_3_6_one_open_reception"),
        migrations.AddConstraint(
            "reception",
            models.UniqueConstraint(
                condition=Q(ended_at=None)
                & ~Q(receiver_id=None)
                & Q(is_late=False)
                & Q(is_left_over=False),
                fields=("receiver_id",),
                name="c3_2_3_6_one_open_reception",
            ),
        ),
    ]
