from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_name_the_trades"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="must_change",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
