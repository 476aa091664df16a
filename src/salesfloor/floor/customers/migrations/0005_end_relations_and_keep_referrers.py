"""Relations can be ended; a phone keeps its first referrer; registered customers are known as such."""

from django.db import migrations, models
from django.db.models import Q

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
        WHERE r.site_id = p_site AND r.phone = p_own AND r.ended_at IS NULL
        UNION
        SELECT fellow.other, 'fellow' FROM customers_relation mine
        CROSS JOIN LATERAL (
            SELECT f.other FROM customers_relation f
            WHERE f.site_id = p_site AND f.phone = mine.other AND f.relation = 'shareholder'
                AND f.ended_at IS NULL
            OFFSET 0
        ) fellow
        WHERE mine.site_id = p_site AND mine.phone = p_own AND mine.relation = 'company'
            AND mine.ended_at IS NULL AND fellow.other <> p_own
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
    dependencies = [("customers", "0004_strike_a_follow_up")]

    operations = [
        migrations.AddField("relation", "ended_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("relation", "one_relation_of_a_kind"),
        migrations.AddConstraint(
            "relation",
            models.UniqueConstraint(
                fields=("site_id", "phone", "other", "relation"),
                condition=Q(ended_at=None),
                name="one_standing_relation",
            ),
        ),
        migrations.RunSQL(MAKE, migrations.RunSQL.noop),
        migrations.AddField("customer", "registered_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "Referral",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("site_id", models.BigIntegerField()),
                ("phone", models.CharField(max_length=20)),
                ("referrer", models.CharField(max_length=20)),
                ("staff_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("why_not", models.CharField(blank=True, max_length=20)),
            ],
        ),
        migrations.AddConstraint(
            "referral",
            models.UniqueConstraint(fields=("site_id", "phone"), name="c3_5_4_one_referrer"),
        ),
    ]
