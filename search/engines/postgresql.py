"""The engine on PostgreSQL: finds words in tables of postings and stored vectors."""

from search.engines.database import DatabaseEngine
from search.index.stores import postgresql


class PostgresqlEngine(DatabaseEngine):
    name = "postgresql"
    store = postgresql
    database = "PostgreSQL"
