"""The sample employers: marked, and such that every sample lesson that asks for one finds an offer."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from hub.home.demo import employers
from hub.opportunities.models import Offer, Organisation

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 30)
UNITS = Path(employers.__file__).parent / "data" / "units"


def asks() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    units = [json.loads(path.read_text()) for path in sorted(UNITS.glob("*.json"))]
    return [(f"{unit['slug']}: {lesson['title']}", unit, lesson) for unit in units for lesson in unit["lessons"]]


@pytest.fixture
def loaded(framework, home):
    employers.load(home=home, on=ON)


def test_ten_employers_and_twenty_offers_are_public_and_marked(loaded, home):
    assert Organisation.objects.filter(is_sample=True, name__endswith="(sample)").count() == 10
    assert Offer.objects.public(on=ON).count() == Offer.objects.count() == 20
    assert employers.load(home=home, on=ON) is None
    assert Offer.objects.count() == 20


def test_every_offer_stands_as_the_form_would_take_it(loaded):
    for offer in Offer.objects.with_terms():
        offer.full_clean()
        assert offer.sectors.all(), offer
        assert offer.minutes or offer.length, offer


def test_every_lesson_that_asks_for_an_employer_finds_an_offer(loaded):
    asking = [(name, unit, lesson) for name, unit, lesson in asks() if lesson.get("employer_ask")]
    assert len(asking) > 25
    lonely = []
    for name, unit, lesson in asking:
        kind, years, sectors = lesson["activity_kind"], unit["years"], unit["sectors"]
        if not Offer.objects.public(on=ON).fitting(activity_kind=kind, years=years, sectors=sectors).exists():
            lonely.append(f"{name} ({kind}, {years}, {sectors})")
    assert lonely == []
