"""A referral that was recorded wrongly can be taken back; the phone may then be referred anew."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("customers", "0012_name_what_happens_to_a_claim")]

    operations = [
        migrations.AddField("referral", "ended_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("referral", "c3_5_4_one_referrer"),
        migrations.AddConstraint(
            "referral",
            models.UniqueConstraint(
                fields=("site_id", "phone"),
                condition=Q(ended_at=None),
                name="c3_5_4_one_referrer",
            ),
        ),
    ]
