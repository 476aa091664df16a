"""Whose customer somebody is, is asked in every visit: planned once, not each time anew."""

from django.db import migrations

MAKE = """
CREATE FUNCTION customers_household(p_site bigint, p_own text, p_phones text[], p_links text[])
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
        JOIN customers_relation fellow ON fellow.site_id = mine.site_id
            AND fellow.phone = mine.other AND fellow.relation = 'shareholder'
        WHERE mine.site_id = p_site AND mine.phone = p_own AND mine.relation = 'company'
            AND fellow.other <> p_own
    )
    (SELECT c.id, c.phone::text, kin.link, c.owner_id, c.kind::text, c.made_at, c.lapses_at,
        s.code::text
    FROM kin JOIN customers_claim c
        ON c.site_id = p_site AND c.phone = kin.phone AND c.ended_at IS NULL
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
    dependencies = [("customers", "0001_begin"), ("people", "0001_begin")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION customers_household")]
