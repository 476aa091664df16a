from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("advances", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="advance",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=4000),
            preserve_default=False,
        ),
    ]
