"""The engine of a PostgreSQL database: stored vectors say who holds a word."""

from search.engines.database import DatabaseEngine
from search.index.stores import postgresql


class PostgresqlEngine(DatabaseEngine):
    name = "postgresql"
    store = postgresql
    database = "PostgreSQL"
