"""Real servers on this machine, for tests and drills: Elasticsearch and PostgreSQL, started, killed and started again.

Standard library only, so that `.ci/services` runs before anything is installed. Linux only: it reads /proc.
"""

from tests.servers.elasticsearch import ElasticsearchNode, cluster_nodes, start_all
from tests.servers.postgresql import PostgresqlServer
from tests.servers.process import ServerFailed, folder, free_port

__all__ = ["ElasticsearchNode", "PostgresqlServer", "ServerFailed", "cluster_nodes", "folder", "free_port", "start_all"]
