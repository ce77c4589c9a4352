import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_lessons_go(apps, schema_editor):
    """On the way back a page has one entry again: those of lessons belong to no page and are found no more."""
    apps.get_model("search", "Entry").objects.exclude(part="").update(page=None, gone=True)


class Migration(migrations.Migration):
    """Lessons get their entries from `search_rebuild`, or when their unit is published: that reads pages."""

    dependencies = [
        ('search', '0013_admin_search_reads_titles'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='number',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='part',
            field=models.CharField(blank=True, default='', max_length=36),
        ),
        migrations.AlterField(
            model_name='entry',
            name='page',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('page', 'part'), name='search_entry_once'),
        ),
        migrations.RunPython(migrations.RunPython.noop, let_lessons_go),
    ]
