from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "curriculum"
    label = "curriculum"
    verbose_name = "Curriculum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curriculum import models, schema_org
        from curriculum.panels import PlacePanel
        from curriculum.requirements import missing
        from curriculum.selectors.beside import units_beside
        from curriculum.selectors.listing import index_context, key_stage_context
        from curriculum.selectors.map import map_context
        from curriculum.selectors.place import place_panel
        from curriculum.selectors.unit import unit_context
        from hub.core.beside import register_beside
        from hub.core.page_context import register_context, register_schema_org
        from hub.core.panels import register_panel_context
        from hub.core.publishing import register_gate

        register_gate(missing)
        register_beside(units_beside)
        register_context(models.CurriculumIndexPage, index_context)
        register_context(models.KeyStagePage, key_stage_context)
        register_context(models.CurriculumMapPage, map_context)
        register_context(models.UnitPage, unit_context)
        register_schema_org(models.UnitPage, schema_org.unit_schema_org)
        register_panel_context(PlacePanel, place_panel)
