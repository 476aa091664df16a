from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_spell_surnames_as_their_bearers_do"),
    ]

    operations = [
        migrations.AlterField(
            model_name="site",
            name="trade",
            field=models.CharField(
                choices=[
                    ("real_estate", "real_estate"),
                    ("showroom", "showroom"),
                    ("bank_cards", "bank_cards"),
                    ("distribution", "distribution"),
                    ("service_area", "service_area"),
                    ("pharma", "pharma"),
                    ("event", "event"),
                ],
                max_length=20,
            ),
        ),
    ]
