"""Names are found whatever their width, spaces and dots, and surnames by the reading of their bearers."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

FOLDED = r"""
    CREATE OR REPLACE FUNCTION customers_folded(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT lower(regexp_replace(
            normalize(name, NFKC), '[\s.·•‧∙⋅・ᐧ⸱''’‐-]', '', 'g') COLLATE "C")
    $$
"""
MANY = 1000


def spell_anew(apps: Any, _: Any) -> None:  # noqa: ANN401 - as Django calls it
    """Give the customers on record the readings of surnames."""
    from salesfloor.base.names import initials_of, pinyin_of  # noqa: PLC0415

    customers = apps.get_model("customers", "Customer").objects
    changed = []
    for customer in customers.exclude(name="").only("pk", "name", "pinyin", "initials").iterator():
        customer.pinyin, customer.initials = pinyin_of(customer.name), initials_of(customer.name)
        changed.append(customer)
        if len(changed) >= MANY:
            customers.bulk_update(changed, ["pinyin", "initials"])
            changed.clear()
    customers.bulk_update(changed, ["pinyin", "initials"])


class Migration(migrations.Migration):
    dependencies = [("customers", "0005_end_relations_and_keep_referrers")]

    operations = [
        migrations.RunPython(spell_anew, migrations.RunPython.noop),
        migrations.RunSQL(FOLDED, "DROP FUNCTION customers_folded(text)"),
        migrations.AddField(
            model_name="customer",
            name="folded",
            field=models.GeneratedField(
                expression=models.Func("name", function="customers_folded"),
                output_field=models.CharField(max_length=200),
                db_persist=True,
            ),
        ),
        migrations.RemoveIndex(model_name="customer", name="customer_search"),
        migrations.AddIndex(
            model_name="customer",
            index=GinIndex(
                OpClass("folded", name="gin_trgm_ops"),
                OpClass("pinyin", name="gin_trgm_ops"),
                OpClass("phone", name="gin_trgm_ops"),
                name="customer_search",
            ),
        ),
    ]
