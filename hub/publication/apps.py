from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "hub.publication"
    label = "publication"
    verbose_name = "Publication rules"
    default_auto_field = "django.db.models.BigAutoField"
