"""The hub as it runs: pages are kept."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection

from hub.core.kept import writes
from hub.core.models import PublicMark


@pytest.fixture
def keeping(db, settings) -> Iterator[None]:
    """Turn keeping on, with nothing kept yet; and take it off again whatever was written in between."""
    settings.KEEP_PAGES = True
    caches["pages"].clear()
    writes.install(connection)
    writes._prepared.clear()
    PublicMark.move(connection)
    yield
    caches["pages"].clear()
