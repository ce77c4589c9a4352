"""The engine without a server: the hub's database is an SQLite file."""

from search.engines.database import DatabaseEngine


class EmbeddedEngine(DatabaseEngine):
    name = "embedded"
    vendor = "sqlite"
    database = "SQLite"
