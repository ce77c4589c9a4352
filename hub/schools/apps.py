from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "hub.schools"
    label = "schools"
    verbose_name = "Schools"
    default_auto_field = "django.db.models.BigAutoField"
