from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    label = "resources"
    verbose_name = "Resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core import metrics
        from hub.core.beside import register_beside
        from hub.core.consequences import register_consequence
        from hub.core.jobs import register_job
        from hub.core.page_context import register_context, register_schema_org
        from hub.core.publishing import register_gate
        from resources import context, models, selectors
        from resources.beside import resources_beside
        from resources.link_checks.addresses import CHECKED
        from resources.link_checks.selectors import figures
        from resources.requirements import missing

        register_gate(missing)
        register_beside(resources_beside)
        register_job("check_links")
        metrics.register(metrics.Figure("links", "Links to other sites, by state.", figures, "state"))
        register_consequence(selectors.collections_that_lose)
        register_context(models.ResourceIndexPage, context.index_context)
        register_context(models.LessonResourcePage, context.resource_context)
        register_context(models.CollectionPage, context.collection_context)
        for checked in CHECKED:
            register_context(checked, context.links_context)
        register_schema_org(models.LessonResourcePage, context.resource_schema_org)
        register_schema_org(models.CollectionPage, context.collection_schema_org)
