import pytest

from hub.labour_market.models import Figure
from tests.labour_market.rows import VALUES, sample_figures

pytestmark = pytest.mark.django_db


def test_the_sample_has_figures_of_every_kind():
    sample = sample_figures()

    expected = sum(len(values) for _, _, _, by_area in VALUES for values in by_area)
    assert Figure.objects.count() == expected
    assert Figure.objects.filter(area=sample.areas["hackney"], value__isnull=True).exists()
    assert Figure.objects.filter(sector=sample.sectors["digital"]).exists()
    assert Figure.objects.filter(occupation=sample.occupations["21"]).exists()
