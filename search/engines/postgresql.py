"""The engine of a PostgreSQL database."""

from search.engines.database import DatabaseEngine


class PostgresqlEngine(DatabaseEngine):
    name = "postgresql"
    vendor = "postgresql"
    database = "PostgreSQL"
