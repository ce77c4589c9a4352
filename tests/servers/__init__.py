"""Real servers on this machine, for tests and drills: Elasticsearch, PostgreSQL and Redis, started and killed and back.

Standard library only, so that `.ci/services` runs before anything is installed. Linux only: it reads /proc.
"""

from tests.servers.elasticsearch import ElasticsearchNode, cluster_nodes, start_all
from tests.servers.postgresql import PostgresqlServer
from tests.servers.process import ServerFailed, folder, free_port
from tests.servers.redis import RedisServer, redis_server

__all__ = [
    "ElasticsearchNode",
    "PostgresqlServer",
    "RedisServer",
    "ServerFailed",
    "cluster_nodes",
    "folder",
    "free_port",
    "redis_server",
    "start_all",
]
