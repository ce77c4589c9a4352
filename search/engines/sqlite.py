"""The engine on an SQLite database, which needs no server."""

from search.engines.database import DatabaseEngine


class EmbeddedEngine(DatabaseEngine):
    name = "embedded"
    vendor = "sqlite"
    database = "SQLite"
