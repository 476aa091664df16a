"""Two rules of time, closing before opening, and deadlines set aside with their error."""

from django.db import migrations, models
from django.db.models import Q

BEFORE = """
    CREATE FUNCTION deadline_set(handler text, subject bigint, site_id bigint, due_at timestamptz)
    RETURNS void LANGUAGE sql AS $$
        INSERT INTO deadlines_deadline (handler, subject, site_id, due_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (handler, subject) DO UPDATE SET due_at = excluded.due_at, settled_at = NULL
    $$
"""
AFTER = """
    CREATE FUNCTION deadline_set(handler text, subject bigint, site_id bigint, due_at timestamptz,
        rule smallint DEFAULT 1, is_opening boolean DEFAULT false)
    RETURNS void LANGUAGE sql AS $$
        INSERT INTO deadlines_deadline (handler, subject, site_id, due_at, rule, is_opening, error)
        VALUES ($1, $2, $3, $4, $5, $6, '')
        ON CONFLICT (handler, subject) DO UPDATE SET due_at = excluded.due_at,
            rule = excluded.rule, is_opening = excluded.is_opening,
            settled_at = NULL, set_aside_at = NULL, error = ''
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_begin")]

    operations = [
        migrations.AddField(
            "deadline",
            "rule",
            models.SmallIntegerField(choices=[(1, "Moment"), (2, "Duration")], default=1),
        ),
        migrations.AddField("deadline", "is_opening", models.BooleanField(default=False)),
        migrations.AddField("deadline", "set_aside_at", models.DateTimeField(null=True)),
        migrations.AddField("deadline", "error", models.TextField(blank=True, default="")),
        migrations.AddConstraint(
            "deadline",
            models.CheckConstraint(condition=Q(("rule__in", [1, 2])), name="limit_of_a_house_rule"),
        ),
        migrations.RemoveIndex("deadline", "deadlines_open"),
        migrations.AddIndex(
            "deadline",
            models.Index(
                condition=Q(("set_aside_at", None), ("settled_at", None)),
                fields=["due_at", "rule", "is_opening", "handler", "subject"],
                name="deadlines_in_due_order",
            ),
        ),
        migrations.AddIndex(
            "deadline",
            models.Index(
                condition=Q(("set_aside_at", None), _negated=True),
                fields=["set_aside_at"],
                name="deadlines_set_aside",
            ),
        ),
        migrations.RunSQL(
            ["DROP FUNCTION deadline_set(text, bigint, bigint, timestamptz)", AFTER],
            [
                "DROP FUNCTION deadline_set(text, bigint, bigint, timestamptz, smallint, boolean)",
                BEFORE,
            ],
        ),
        migrations.RunSQL(
            "UPDATE deadlines_deadline SET is_opening = true WHERE handler = 'floor_opens'",
            migrations.RunSQL.noop,
        ),
    ]
