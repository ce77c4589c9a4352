"""The programme of the school year that reports are about."""

import datetime

import pytest

from hub.publication.dates import AcademicYear
from tests.factories.careers import complete_careers_page

YEAR = AcademicYear(2025)
AFTER = datetime.date(2026, 9, 20)


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


@pytest.fixture
def careers(microsite):
    return complete_careers_page(microsite, AFTER, academic_year=str(YEAR))
