from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_count_the_phones_shown"),
    ]

    operations = [
        migrations.AlterField(
            model_name="phoneshown",
            name="id",
            field=models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        migrations.AlterField(
            model_name="referral",
            name="id",
            field=models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="relation",
            field=models.CharField(
                choices=[
                    ("spouse", "Spouse"),
                    ("parent", "Parent"),
                    ("child", "Child"),
                    ("sibling", "Sibling"),
                    ("relative", "Relative"),
                    ("shareholder", "Shareholder"),
                    ("company", "Company"),
                    ("employee", "Employee"),
                    ("employer", "Employer"),
                    ("same_customer", "Same"),
                ],
                max_length=20,
            ),
        ),
    ]
