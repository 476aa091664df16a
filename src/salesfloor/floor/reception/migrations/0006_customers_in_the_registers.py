"""Customers whose phones stand in a register are known as registered (3.5.4)."""

from django.db import migrations

FILL = """
UPDATE customers_customer c SET registered_at = seen.at
FROM (
    SELECT site_id, phone, min(registered_at) AS at FROM reception_reception
    WHERE phone <> '' AND struck_at IS NULL GROUP BY site_id, phone
) seen
WHERE c.site_id = seen.site_id AND c.phone = seen.phone
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reception", "0005_keep_a_phone_as_it_was_pasted"),
        ("customers", "0005_end_relations_and_keep_referrers"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
