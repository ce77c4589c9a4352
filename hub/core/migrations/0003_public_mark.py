from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_moderation_by_its_people")]
    operations = [
        migrations.CreateModel(
            name="PublicMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32)),
            ],
        ),
    ]
