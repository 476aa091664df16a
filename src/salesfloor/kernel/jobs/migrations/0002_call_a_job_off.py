"""A job under way can be called off by who gave it."""

from django.db import migrations, models
from django.db.models import Q

STATES = ["waiting", "running", "done", "refused", "failed", "called_off"]


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_begin")]

    operations = [
        migrations.AddField("job", "is_called_off", models.BooleanField(default=False)),
        migrations.AlterField(
            "job",
            "state",
            models.CharField(
                max_length=10, choices=[(one, one) for one in STATES], default="waiting"
            ),
        ),
        migrations.RemoveConstraint("job", "job_in_a_known_state"),
        migrations.AddConstraint(
            "job",
            models.CheckConstraint(condition=Q(state__in=STATES), name="job_in_a_known_state"),
        ),
    ]
