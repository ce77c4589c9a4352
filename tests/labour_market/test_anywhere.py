"""The sentence of a figure that stands alone on a page of another room."""

import pytest

from hub.labour_market.models import Figure
from hub.labour_market.words.anywhere import sentence_of
from tests.factories.curriculum import SectorFactory
from tests.factories.labour_market import FigureFactory, MeasureFactory


@pytest.mark.parametrize(
    ("measure", "sector", "said"),
    [
        ({"slug": "jobs-in-health-and-social-work"}, "", "There were about 1,000 jobs in health and social care"),
        ({"slug": "jobs-by-sector"}, "Digital", "There were about 1,000 jobs in digital"),
        ({"slug": "projected-jobs-in-media", "is_projection": True, "label": "Jobs in media"}, "", "Jobs in media"),
        ({"slug": "businesses", "unit": "businesses", "label": "Businesses"}, "", "Businesses, London, 2022: 1,000."),
    ],
)
def test_jobs_are_said_of_their_industry_or_sector_and_all_else_by_its_measure(db, measure, sector, said):
    of = SectorFactory(label=sector) if sector else None
    FigureFactory(measure=MeasureFactory(**measure), sector=of)
    assert sentence_of(Figure.objects.get()).startswith(said)
