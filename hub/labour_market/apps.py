from django.apps import AppConfig


class LabourMarketConfig(AppConfig):
    name = "hub.labour_market"
    label = "labour_market"
    verbose_name = "Labour market"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.page_context import register_context, register_schema_org
        from hub.labour_market import blocks, context, models

        blocks.register()
        register_context(models.LabourMarketPage, context.labour_market_context)
        register_schema_org(models.LabourMarketPage, context.labour_market_schema_org)
