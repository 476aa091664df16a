"""Two codes that differ by case only would lock both their holders out."""

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("people", "0003_count_tries_apart")]

    operations = [
        migrations.AddConstraint(
            model_name=model,
            constraint=models.UniqueConstraint(Upper("code"), name=name),
        )
        for model, name in (("staff", "one_person_of_a_code"), ("site", "one_site_of_a_code"))
    ]
