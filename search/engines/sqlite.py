"""The engine on SQLite: finds words in its full-text tables."""

from search.engines.database import DatabaseEngine
from search.index.stores import sqlite


class EmbeddedEngine(DatabaseEngine):
    name = "embedded"
    store = sqlite
    database = "SQLite"
