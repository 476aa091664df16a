"""Those who do not buy leave particulars too: where they live and work, what they drive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0003_media_cost_something_each_month")]

    operations = [
        migrations.AddField(
            model_name="reception",
            name=name,
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        )
        for name in ("address", "employer", "vehicle")
    ]
