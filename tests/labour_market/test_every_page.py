"""Every page that the figures which ship make: London, the boroughs, the sectors and the occupations."""

import pytest

from curriculum.models import Sector
from hub.labour_market import selectors
from hub.labour_market.loading import compact
from hub.labour_market.models import Area, Occupation
from tests.labour_market.reading import problems

pytestmark = pytest.mark.django_db
QUESTIONS = {"how-many", "change", "pay", "ways-in", "where", "who", "next"}


@pytest.fixture(scope="module", autouse=True)
def shipped(framework, once) -> None:
    once(compact.load)


def parts() -> dict[str, list[str]]:
    return {
        "london": [""],
        "borough": [area.slug for area in Area.objects.boroughs()],
        "sector": [sector.slug for sector in Sector.objects.current()],
        # Every third: they are made in the same way, and there are hundreds.
        "occupation": [row.code for row in Occupation.objects.order_by("code")][::3],
    }


def test_every_sentence_is_whole_and_every_figure_has_its_source_and_period(today):
    found = []
    for kind, keys in parts().items():
        for key in keys:
            profile = selectors.profile_of(kind, key, on=today)
            found += problems(profile) if profile else [f"nothing of {kind} {key}"]

    assert found == []


def test_every_borough_and_sector_answers_every_question(today):
    everyone = parts()
    assert len(everyone["borough"]) == 33
    assert len(everyone["sector"]) == 15
    for kind in ("london", "borough", "sector"):
        for key in everyone[kind]:
            profile = selectors.profile_of(kind, key, on=today)
            assert profile
            assert {answer.key for answer in profile.answers} == QUESTIONS, key


def test_no_sector_says_that_it_has_pay(today):
    for slug in parts()["sector"]:
        profile = selectors.sector_profile(slug, on=today)
        assert profile
        pay = next(answer for answer in profile.answers if answer.key == "pay")
        assert pay.sentences[0] == "The hub has no figures on pay for this kind of work alone."
        assert pay.links
