"""The engine in use. Others join `ENGINES`; the setting `SEARCH_ENGINE` chooses."""

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine, EngineUnavailable, RequestRefused, SearchResponse

__all__ = ["Engine", "EngineUnavailable", "RequestRefused", "SearchResponse", "get_engine"]

ENGINES = {
    "embedded": "search.engines.embedded.EmbeddedEngine",
    "elasticsearch": "search.engines.elasticsearch.engine.ElasticsearchEngine",
}


def get_engine(name: str | None = None) -> Engine:
    """Return the engine of that name, or the one in the settings."""
    return import_string(ENGINES[name or settings.SEARCH_ENGINE])()
