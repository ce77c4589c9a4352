"""Sites that end with the test."""

import pytest

from tests.factories.curriculum import CurriculumIndexPageFactory, KeyStageFactory, KeyStagePageFactory

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


@pytest.fixture
def stage(home):
    return KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home), key_stage=KeyStageFactory(number=3))
