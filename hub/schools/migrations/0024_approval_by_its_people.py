"""Names the workflow of a policy, and its steps, by those who decide: they are read after "Submit to"."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STEPS = {"The head": "the head", "The governing body": "the governing body"}
BEFORE, AFTER = "Approval of a careers policy", "the head and the governing body"


def rename(apps: Apps, workflow: tuple[str, str], steps: dict[str, str]) -> None:
    """Give what nobody has renamed since its new name."""
    tasks = apps.get_model("schools", "SchoolApprovalTask").objects
    before, after = workflow
    of_ours = apps.get_model("wagtailcore", "Workflow").objects.filter(
        name=before, workflow_tasks__task__in=list(tasks.values_list("pk", flat=True))
    )
    for each in of_ours.distinct():
        each.name = after
        each.save(update_fields=["name"])
    for old, new in steps.items():
        for task in tasks.filter(name=old):
            task.name = new
            task.save(update_fields=["name"])


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(apps, (BEFORE, AFTER), STEPS)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(apps, (AFTER, BEFORE), {new: old for old, new in STEPS.items()})


class Migration(migrations.Migration):
    dependencies = [("schools", "0023_from_word_and_tables"), ("wagtailcore", "0048_add_default_workflows")]
    operations = [migrations.RunPython(forwards, backwards)]
