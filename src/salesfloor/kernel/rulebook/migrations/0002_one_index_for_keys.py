"""A key is looked for whole: one index of those there are, instead of two of all acts."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("rulebook", "0001_begin")]
    operations: ClassVar = [
        migrations.AlterField("evidence", "key", models.CharField(max_length=300, null=True)),
        migrations.AddConstraint(
            "evidence",
            models.UniqueConstraint(
                fields=("key",), condition=~models.Q(key=None), name="one_act_a_key"
            ),
        ),
    ]
