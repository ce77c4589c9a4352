from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hub.home"
    label = "home"
    verbose_name = "Home and site pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.page_context import register_context
        from hub.home import models, selectors

        register_context(models.HomePage, selectors.home_context)
        register_context(models.ParentsPage, selectors.parents_context)
