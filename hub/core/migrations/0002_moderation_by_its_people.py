"""Names Wagtail's own workflow by those who decide: it is read after "Submit to", and "Moderators approval" is no one."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WAGTAILS, OURS = "Moderators approval", "the hub's moderators"


def rename(apps: Apps, before: str, after: str) -> None:
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=before).update(name=after)


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(apps, WAGTAILS, OURS)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(apps, OURS, WAGTAILS)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_last_run"), ("wagtailcore", "0048_add_default_workflows")]
    operations = [migrations.RunPython(forwards, backwards)]
