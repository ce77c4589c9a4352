"""Sites that end with the test."""

import pytest

from .site import Site


@pytest.fixture
def site_with():
    started: list[Site] = []

    def start(context=None) -> Site:
        started.append(Site(context))
        return started[-1]

    yield start
    for one in started:
        one.shutdown()
        one.server_close()


@pytest.fixture
def site(site_with) -> Site:
    return site_with()
