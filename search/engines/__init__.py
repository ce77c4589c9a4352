"""The engine in use. Others join `ENGINES`; the setting `SEARCH_ENGINE` chooses."""

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine, EngineUnavailable, SearchResponse

__all__ = ["Engine", "EngineUnavailable", "SearchResponse", "get_engine"]

ENGINES = {"embedded": "search.engines.embedded.EmbeddedEngine"}


def get_engine(name: str | None = None) -> Engine:
    """Return the engine of that name, or the one in the settings."""
    return import_string(ENGINES[name or settings.SEARCH_ENGINE])()
