"""Places to visit: each sector has some, and each names sectors and boroughs that there are."""

import json
from urllib.parse import urlsplit

import pytest

from curriculum.vocabulary import DATA
from hub.labour_market import visits


def slugs(name: str) -> list[str]:
    return [term["slug"] for term in json.loads((DATA / f"{name}.json").read_text())["terms"]]


@pytest.mark.parametrize("sector", slugs("sectors"))
def test_each_sector_has_places_to_see_it(sector):
    assert len(visits.of_sector(sector)) >= 3


def test_each_place_is_of_sectors_and_a_borough_that_there_are():
    sectors, boroughs = set(slugs("sectors")), set(slugs("boroughs"))
    for place in visits.places():
        assert set(place.sectors) <= sectors, place.name
        assert not place.borough or place.borough in boroughs, place.name
        assert not place.url or urlsplit(place.url).scheme == "https", place.name
        assert place.see.endswith("."), place.name


def test_a_place_is_there_once():
    names = [place.name for place in visits.places()]
    assert len(names) == len(set(names))


def test_the_places_of_a_borough_are_in_it():
    assert [place.name for place in visits.of_borough("barnet")] == ["RAF Museum London"]
    assert visits.of_borough("nowhere") == []
