"""The engine in use. Others join `ENGINES`; the setting `SEARCH_ENGINE` chooses.

An engine finds and counts; `ranking` ranks for all of them, `snapshot` is what a process holds in memory.
May import facets, index, understanding and request.
"""

import functools
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from search.engines.base import Engine, EngineUnavailable, RequestRefused, SearchResponse

if TYPE_CHECKING:
    from search.engines.resilient import ResilientEngine

__all__ = [
    "Engine",
    "EngineUnavailable",
    "RequestRefused",
    "SearchResponse",
    "chosen_engine",
    "database_engine",
    "get_engine",
]

ENGINES = {
    "embedded": "search.engines.sqlite.EmbeddedEngine",
    "postgresql": "search.engines.postgresql.PostgresqlEngine",
    "elasticsearch": "search.engines.elasticsearch.engine.ElasticsearchEngine",
}
# Elasticsearch with the database's engine behind it. By name, because the client is slow to import.
RESILIENT = "search.engines.resilient.ResilientEngine"


def database_engine() -> str:
    """Return the name of the engine inside the hub's own database: it is never behind and never away."""
    return "postgresql" if connection.vendor == "postgresql" else "embedded"


def chosen_engine() -> str:
    """Return the name of the engine that the settings choose; their "database" is the one inside the database."""
    return database_engine() if settings.SEARCH_ENGINE == "database" else settings.SEARCH_ENGINE


def get_engine(name: str | None = None) -> Engine:
    """Return the engine of that name, or the one in the settings with whatever stands behind it."""
    if name is None and chosen_engine() == "elasticsearch":
        return resilient_engine()
    return import_string(ENGINES[name or chosen_engine()])()


@functools.cache
def resilient_engine() -> "ResilientEngine":
    """Return this process's one engine that falls back: it remembers how the server did."""
    return import_string(RESILIENT)(get_engine(database_engine()))
