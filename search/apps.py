from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curriculum.models import UnitPage
        from hub.core import health, metrics
        from hub.core.jobs import register_job
        from hub.core.kept.writes import never_shown
        from hub.core.page_context import register_context
        from resources.models import LessonResourcePage
        from search import checks  # noqa: F401
        from search.engines.elasticsearch.mapping import alias
        from search.engines.health import behind_seconds, pending, trouble
        from search.index import offers, receivers, sync  # noqa: F401
        from search.index.models.rebuilds import Rebuild
        from search.index.models.sync import Acknowledgement, ServerIndex
        from search.results.alike import alike_context
        from search.steering import lookups  # noqa: F401
        from search.steering.models.lookups import Lookup

        never_shown(Acknowledgement, Lookup, Rebuild, ServerIndex)
        sync.register_server(sync.Server(alias, deliver="search.engines.elasticsearch.feed.deliver"))
        health.register("search", trouble)
        unsent = "Changes that Elasticsearch has not received."
        metrics.register(metrics.Figure("search_pending_changes", unsent, pending))
        metrics.register(metrics.Figure("search_behind_seconds", "Age of the oldest of them.", behind_seconds))
        for model in (UnitPage, LessonResourcePage):
            register_context(model, alike_context)
        register_job("search_forget")
        register_job("search_sync")
