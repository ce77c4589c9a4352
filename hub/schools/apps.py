from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SchoolsConfig(AppConfig):
    name = "hub.schools"
    label = "schools"
    verbose_name = "Schools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.jobs import register_job
        from hub.schools import registrations
        from hub.schools.policy.models.workflow import make_approval_workflow
        from hub.schools.tenancy.roles import make_role_groups

        registrations.register()
        post_migrate.connect(make_approval_workflow, sender=self)
        post_migrate.connect(make_role_groups, sender=self)
        register_job("take_over_programmes")
        register_job("record_findings", changed=True)
        register_job("forget_access")
        register_job("forget_invitations")
        register_job("forget_set_up_runs")
        register_job("check_school_hosts")
        register_job("send_reminders", daily=True)
