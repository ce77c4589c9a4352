"""The engine without a server: SQLite's full-text tables say who holds a word."""

from search.engines.database import DatabaseEngine
from search.index.stores import sqlite


class EmbeddedEngine(DatabaseEngine):
    name = "embedded"
    store = sqlite
    database = "SQLite"
