from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core import health, metrics
        from hub.core.jobs import register_job
        from search import checks  # noqa: F401
        from search.engines.elasticsearch.mapping import alias
        from search.engines.health import behind_seconds, pending, trouble
        from search.index import receivers, sync  # noqa: F401
        from search.steering import lookups  # noqa: F401

        sync.register_server(sync.Server(alias, deliver="search.engines.elasticsearch.feed.deliver"))
        health.register("search", trouble)
        unsent = "Changes that Elasticsearch has not received."
        metrics.register(metrics.Figure("search_pending_changes", unsent, pending))
        metrics.register(metrics.Figure("search_behind_seconds", "Age of the oldest of them.", behind_seconds))
        register_job("search_forget")
        register_job("search_sync")
