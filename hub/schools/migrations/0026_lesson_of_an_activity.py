"""A row of a programme may name a lesson of its unit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0025_where_a_school_is"),
    ]

    operations = [
        migrations.AddField(
            model_name="nextactivity",
            name="lesson",
            field=models.CharField(blank=True, max_length=16, verbose_name="lesson"),
        ),
        migrations.AddField(
            model_name="programmeactivity",
            name="lesson",
            field=models.CharField(blank=True, max_length=16, verbose_name="lesson"),
        ),
    ]
