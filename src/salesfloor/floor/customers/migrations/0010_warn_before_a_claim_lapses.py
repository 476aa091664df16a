"""When an owner is told that a claim is about to lapse."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_tell_one_person_by_two_phones"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="warns_at",
            field=models.DateTimeField(null=True),
        ),
    ]
