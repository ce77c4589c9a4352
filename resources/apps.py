from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    label = "resources"
    verbose_name = "Resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.publishing import register_gate
        from resources.requirements import missing

        register_gate(missing)
