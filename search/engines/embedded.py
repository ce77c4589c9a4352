"""The engine without a server: SQLite's full-text tables say who holds a word."""

from search import fts
from search.engines.database import DatabaseEngine


class EmbeddedEngine(DatabaseEngine):
    name = "embedded"
    store = fts
    database = "SQLite"
