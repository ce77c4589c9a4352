from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "hub.opportunities"
    label = "opportunities"
    verbose_name = "Opportunities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.opportunities import registrations

        registrations.register()
