import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="export",
            name="customer_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="export",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["customer_ids"], name="exports_that_hold"
            ),
        ),
    ]
