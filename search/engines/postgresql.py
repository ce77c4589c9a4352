"""The engine of a PostgreSQL database: stored vectors say who holds a word."""

from search import tsvectors
from search.engines.database import DatabaseEngine


class PostgresqlEngine(DatabaseEngine):
    name = "postgresql"
    store = tsvectors
    database = "PostgreSQL"
