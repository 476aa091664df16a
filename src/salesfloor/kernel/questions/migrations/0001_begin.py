from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("asker_id", models.BigIntegerField()),
                ("to_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("about", models.CharField(blank=True, max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("escalated_at", models.DateTimeField(null=True)),
                ("escalated_to_id", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("minutes", models.IntegerField(null=True)),
                ("for_playbook", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["to_id"],
                        name="questions_to_answer",
                    ),
                    models.Index(fields=["site_id", "-number"], name="questions_of_a_site"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site_id", "number"), name="one_question_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None), ("answered_by_id", None), ("minutes", None)
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by_id__isnull", False),
                                ("minutes__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_whole",
                    ),
                ],
            },
        ),
    ]
