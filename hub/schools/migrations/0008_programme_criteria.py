"""A row of the programme serves several criteria: the one benchmark it had becomes the first of a list of slugs.

Drafts and earlier versions hold their rows as JSON, and so do the sources of translations: theirs are rewritten too.
"""

import json

from django.db import migrations, models

import hub.schools.careers.models.programme
import hub.schools.validators

BATCH = 200


def to_criteria(apps, schema_editor):
    slugs = dict(apps.get_model("curriculum", "Criterion").objects.values_list("pk", "slug"))
    activities = apps.get_model("schools", "ProgrammeActivity").objects
    for key, slug in slugs.items():
        activities.filter(benchmark=key).update(criteria=[slug])

    def change(row):
        slug = slugs.get(row.pop("benchmark", None))
        row.setdefault("criteria", [slug] if slug else [])

    _rewrite(apps, change)


def to_benchmark(apps, schema_editor):
    keys = dict(apps.get_model("curriculum", "Criterion").objects.values_list("slug", "pk"))
    for activity in apps.get_model("schools", "ProgrammeActivity").objects.exclude(criteria=[]):
        activity.benchmark_id = next((keys[slug] for slug in activity.criteria if slug in keys), None)
        activity.save(update_fields=["benchmark"])

    def change(row):
        row["benchmark"] = next((keys[slug] for slug in row.pop("criteria", ()) if slug in keys), None)

    _rewrite(apps, change)


def _rewrite(apps, change):
    """Let `change` mend each row of the programme in what is stored as JSON."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="schools", model="careerspage")
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kinds)
    for revision in revisions.iterator(BATCH):
        if _change_rows(revision.content, change):
            revision.save(update_fields=["content"])
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects.filter(specific_content_type__in=kinds)
    for source in sources.iterator(BATCH):
        content = json.loads(source.content_json)
        if _change_rows(content, change):
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])


def _change_rows(content, change):
    rows = content.get("programme") or []
    for row in rows:
        change(row)
    return bool(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("schools", "0007_reminder_overview"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AddField(
            model_name="programmeactivity",
            name="criteria",
            field=hub.schools.careers.models.programme.CriteriaField(
                blank=True,
                default=list,
                help_text="Every benchmark, or point of one, that this activity serves.",
                verbose_name="Gatsby benchmarks",
            ),
        ),
        migrations.RunPython(to_criteria, to_benchmark, elidable=True),
        migrations.RemoveField(model_name="programmeactivity", name="benchmark"),
        migrations.AlterField(
            model_name="careerspage",
            name="careers_leader_name",
            field=models.CharField(
                blank=True,
                help_text="The member of staff who runs it, or both who share it.",
                max_length=120,
                verbose_name="careers leader's name",
            ),
        ),
        migrations.AlterField(
            model_name="programmeactivity",
            name="minutes",
            field=models.PositiveIntegerField(
                help_text="A school day is 300 minutes.",
                validators=[hub.schools.validators.validate_minutes],
                verbose_name="minutes for each pupil",
            ),
        ),
    ]
