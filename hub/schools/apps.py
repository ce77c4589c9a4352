from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SchoolsConfig(AppConfig):
    name = "hub.schools"
    label = "schools"
    verbose_name = "Schools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(make_approval_workflow, sender=self)
        from wagtail.signals import task_submitted

        from hub.core import chrome, references
        from hub.core.jobs import register_job
        from hub.schools.microsites.selectors import school_base
        from hub.schools.policy.approvals.mail import tell_after_commit
        from hub.schools.tenancy.scope import limit

        from . import gate

        chrome.register_base(school_base)
        references.register_limit(limit)
        gate.register()
        task_submitted.connect(tell_after_commit, dispatch_uid="schools.approval_mail")
        register_job("record_findings", daily=True)
        register_job("send_reminders", daily=True)


def make_approval_workflow(apps: Any, **_signal: Any) -> None:
    """Make the workflow that every policy takes, as Django makes permissions: once its tables are there."""
    try:
        apps.get_model("schools", "SchoolApprovalTask")
    except LookupError:
        return  # An earlier state of the database, on the way back.
    from hub.schools.policy.models.workflow import ensure_approval_workflow

    ensure_approval_workflow()
