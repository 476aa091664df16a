from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0005_take_old_books_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("number", models.IntegerField()),
                ("name", models.TextField(unique=True)),
                ("holder_id", models.BigIntegerField(null=True)),
                ("first_no", models.BigIntegerField()),
                ("size", models.IntegerField()),
                ("lines", models.IntegerField()),
                ("status", models.TextField()),
                ("genesis", models.BinaryField()),
                ("head", models.BinaryField()),
                ("last_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("handed_in_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": 'register"."book',
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "book_id",
                        "line_no",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line_no", models.IntegerField()),
                ("kind", models.TextField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("session", models.TextField()),
                ("key", models.TextField(null=True)),
                ("ref", models.TextField(null=True)),
                ("policy_serial", models.BigIntegerField()),
                ("body", models.TextField()),
                ("commitments", models.TextField()),
                ("prev", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": 'register"."line',
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "book_id",
                        "line_no",
                        "field",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("book_id", models.BigIntegerField()),
                ("line_no", models.IntegerField()),
                ("field", models.TextField()),
                ("value", models.TextField()),
                ("salt", models.BinaryField()),
            ],
            options={
                "db_table": 'register"."value',
                "managed": False,
            },
        ),
    ]
