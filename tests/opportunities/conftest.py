"""Rooms of tests about employers: nothing that was counted before counts."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()
