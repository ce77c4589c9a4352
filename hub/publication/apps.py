from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "hub.publication"
    label = "publication"
    verbose_name = "Publication rules"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.dates.kinds import register_kind

        from .fields import KIND, KIND_OF_YEAR

        register_kind(KIND, KIND_OF_YEAR)
