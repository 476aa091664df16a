"""The board shows the day's moves of a whole site, the latest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_begin")]

    operations = [
        migrations.AddIndex(
            model_name="placechange",
            index=models.Index(fields=["site_id", "-at"], name="moves_of_a_day"),
        ),
    ]
