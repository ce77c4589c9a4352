from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "hub.schools"
    label = "schools"
    verbose_name = "Schools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core import chrome, references
        from hub.core.jobs import register_job

        from . import gate
        from .selectors.microsites import school_base
        from .tenancy import limit

        chrome.register_base(school_base)
        references.register_limit(limit)
        gate.register()
        register_job("record_findings", daily=True)
        register_job("send_reminders", daily=True)
