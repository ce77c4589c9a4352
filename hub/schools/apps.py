from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "hub.schools"
    label = "schools"
    verbose_name = "Schools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core import chrome

        from . import gate
        from .selectors.microsites import school_base

        chrome.register_base(school_base)
        gate.register()
