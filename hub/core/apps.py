from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    label = "core"
    verbose_name = "Core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from . import checks, moderation  # noqa: F401
        from .dates.fields import take_over_the_admin
        from .following import on_published
        from .spreadsheets import guard_exports

        take_over_the_admin()
        guard_exports()
        page_published.connect(on_published, dispatch_uid="core.following")
