"""A change of a policy has a reason, and may be withdrawn until it begins."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0003_forget_fingerprints_of_secrets")]

    operations = [
        migrations.AddField(
            "policyvalue", "reason", models.CharField(blank=True, default="", max_length=200)
        ),
        migrations.AddField("policyvalue", "replaced_by", models.BigIntegerField(null=True)),
        migrations.AddField(
            "policyvalue", "withdrawn_by", models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.AddField(
            "policyvalue",
            "withdrawn_reason",
            models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.RunSQL(
            """
            UPDATE rulebook_policyvalue AS old SET replaced_by = (
                SELECT min(new.serial) FROM rulebook_policyvalue AS new
                WHERE new.site_id = old.site_id AND new.name = old.name
                    AND new.from_on = old.from_on AND new.serial > old.serial
            ) WHERE replaced_at IS NOT NULL
            """,
            migrations.RunSQL.noop,
        ),
    ]
