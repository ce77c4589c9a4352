from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "hub.pages"
    label = "pages"
    verbose_name = "General pages"
    default_auto_field = "django.db.models.BigAutoField"
