from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('schools', '0011_approval_journey'),
    ]

    operations = [
        migrations.AlterField(
            model_name="encounter",
            name="covers_provider",
            field=models.BooleanField(default=False, verbose_name="information about itself and what it offers"),
        ),
    ]
