"""What was pasted as a phone is kept whole: two numbers, an extension, a remark."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0004_ask_those_who_do_not_buy_too")]

    operations = [
        migrations.AlterField(
            model_name="reception",
            name="phone_given",
            field=models.CharField(blank=True, max_length=200),
        )
    ]
