from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0010_find_receptions_by_phone")]

    operations = [
        migrations.AddField(
            model_name="reception",
            name="reason_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("price", "price"),
                    ("payment", "payment"),
                    ("product", "product"),
                    ("location", "location"),
                    ("quality", "quality"),
                    ("delivery", "delivery"),
                    ("comparing", "comparing"),
                    ("elsewhere", "elsewhere"),
                    ("family", "family"),
                    ("not_ready", "not_ready"),
                    ("service", "service"),
                    ("other", "other"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
    ]
