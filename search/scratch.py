"""What search adds to a scratch database (hub.core.scratch): what it holds in memory, and indices of its own."""

import contextlib
import uuid
from collections.abc import Iterator

from django.conf import settings

from hub.core import scratch
from hub.core.scratch import place
from search.engines import snapshot

__all__ = ["database", "place", "prefix"]


def database(*, server: str = "") -> contextlib.AbstractContextManager[None]:
    """Point this process at a new, migrated database until the block ends, then remove it."""
    return scratch.database(server=server, forget=snapshot.forget)


@contextlib.contextmanager
def prefix() -> Iterator[None]:
    """Give this process's indices of Elasticsearch a name of their own until the block ends."""
    before = settings.ELASTICSEARCH
    settings.ELASTICSEARCH = {**before, "PREFIX": f"scratch-{uuid.uuid4().hex[:8]}", "REPLICAS": 0, "TIMEOUT": 10.0}
    try:
        yield
    finally:
        settings.ELASTICSEARCH = before
