"""Claims are looked up by the phones of a household, whatever the database knows of their number.

A site whose tables were never counted yet was taken for empty, and all its claims were read for every
visit. `OFFSET 0` keeps the look-up where it stands.
"""

from django.db import migrations

MAKE = """
CREATE OR REPLACE FUNCTION customers_household(
    p_site bigint, p_own text, p_phones text[], p_links text[])
RETURNS TABLE (id bigint, phone text, link text, owner_id bigint, kind text, made_at timestamptz,
    lapses_at timestamptz, owner_code text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH kin (phone, link) AS (
        SELECT * FROM unnest(p_phones, p_links)
        UNION
        SELECT r.other, r.relation FROM customers_relation r
        WHERE r.site_id = p_site AND r.phone = p_own
        UNION
        SELECT fellow.other, 'fellow' FROM customers_relation mine
        CROSS JOIN LATERAL (
            SELECT f.other FROM customers_relation f
            WHERE f.site_id = p_site AND f.phone = mine.other AND f.relation = 'shareholder'
            OFFSET 0
        ) fellow
        WHERE mine.site_id = p_site AND mine.phone = p_own AND mine.relation = 'company'
            AND fellow.other <> p_own
    )
    (SELECT c.id, c.phone::text, kin.link, c.owner_id, c.kind::text, c.made_at, c.lapses_at,
        s.code::text
    FROM kin CROSS JOIN LATERAL (
        SELECT * FROM customers_claim standing
        WHERE standing.site_id = p_site AND standing.phone = kin.phone
            AND standing.ended_at IS NULL
        OFFSET 0
    ) c
    JOIN people_staff s ON s.id = c.owner_id)
    UNION ALL
    (SELECT c.id, c.phone::text, 'lapsed', c.owner_id, c.kind::text, c.made_at, c.lapses_at,
        s.code::text
    FROM customers_claim c JOIN people_staff s ON s.id = c.owner_id
    WHERE c.site_id = p_site AND c.phone = p_own AND c."end" = 'LAPSED'
    ORDER BY c.made_at DESC LIMIT 1);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_ask_for_a_household_in_one_plan")]

    operations = [migrations.RunSQL(MAKE, migrations.RunSQL.noop)]
