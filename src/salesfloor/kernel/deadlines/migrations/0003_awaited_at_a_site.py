"""Deadlines that acts at their site wait for are found at once, however many others are due."""

from django.db import migrations, models

BEFORE = """
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
AFTER = """
    CREATE FUNCTION deadline_set(handler text, subject bigint, site_id bigint, due_at timestamptz,
        rule smallint DEFAULT 1, is_opening boolean DEFAULT false, is_awaited boolean DEFAULT false)
    RETURNS void LANGUAGE sql AS $$
        INSERT INTO deadlines_deadline
            (handler, subject, site_id, due_at, rule, is_opening, is_awaited, error)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '')
        ON CONFLICT (handler, subject) DO UPDATE SET due_at = excluded.due_at,
            rule = excluded.rule, is_opening = excluded.is_opening,
            is_awaited = excluded.is_awaited,
            settled_at = NULL, set_aside_at = NULL, error = ''
    $$
"""
OLD = "DROP FUNCTION deadline_set(text, bigint, bigint, timestamptz, smallint, boolean)"
NEW = "DROP FUNCTION deadline_set(text, bigint, bigint, timestamptz, smallint, boolean, boolean)"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_two_rules_of_time")]

    operations = [
        migrations.AddField("deadline", "is_awaited", models.BooleanField(default=False)),
        migrations.AddIndex(
            "deadline",
            models.Index(
                condition=models.Q(
                    ("is_awaited", True), ("set_aside_at", None), ("settled_at", None)
                ),
                fields=["site_id", "due_at"],
                name="deadlines_awaited_at_a_site",
            ),
        ),
        migrations.RunSQL([OLD, AFTER], [NEW, BEFORE]),
    ]
