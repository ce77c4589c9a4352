"""Occupations, sectors, parts that are added up, and areas that are the sum of their boroughs."""

import json

import pytest

from curriculum.models import Borough
from hub.labour_market.loading import loader, reading, reference
from hub.labour_market.loading.manifest import Manifest, read
from hub.labour_market.loading.report import FileReport
from tests.labour_market.test_load_command import manifest

pytestmark = pytest.mark.django_db
HEADER = "area,kind,year,jobs\n"
MEASURE = {"slug": "m", "label": "Jobs", "unit": "jobs", "basis": "workplace", "value": "jobs"}


@pytest.fixture
def values(framework, tmp_path):
    """Return a function that reads a file by a manifest's measure: values by place, sector and occupation."""
    reference.load_reference()

    def run(text, **measure):
        told = manifest(columns={"area": "area", "period": "year"}, measures=[MEASURE | measure])
        (tmp_path / "m.json").write_text(json.dumps(told))
        (tmp_path / "f.csv").write_text(HEADER + text)
        by: Manifest = read(tmp_path / "m.json")
        found = reading.read_file(tmp_path / "f.csv", by, loader.vocabulary(), FileReport("f.csv"))
        return {
            (key.place, key.sector or key.occupation): value.number if value.number is not None else value.withheld
            for key, (value, _) in found.items()
        }

    return run


def test_an_occupation_is_the_code_before_its_name(values):
    text = "Hackney,22 - Health professionals,2022,5\nHackney,Unknown,2022,7\n"
    assert values(text, occupation="kind") == {("hackney", "22"): 5}


def test_industries_of_one_sector_are_added_up(values):
    sector = {"column": "kind", "values": {"Retail": "digital", "Wholesale": "digital", "Farms": "hair-and-beauty"}}
    text = "Hackney,Retail,2022,5\nHackney,Wholesale,2022,7\nHackney,Farms,2022,1\nHackney,Mines,2022,9\n"
    assert values(text, sector=sector) == {("hackney", "digital"): 12, ("hackney", "hair-and-beauty"): 1}


@pytest.mark.parametrize(("second", "reason"), [("Hackney,Wholesale,2022,c\n", "suppressed"), ("", "not-published")])
def test_a_part_that_is_not_published_leaves_no_sum(values, second, reason):
    parts = {"column": "kind", "values": ["Retail", "Wholesale"]}
    assert values(f"Hackney,Retail,2022,5\n{second}", parts=parts) == {("hackney", ""): reason}


def test_london_is_the_sum_of_its_boroughs_where_all_have_a_value(values):
    boroughs = list(Borough.objects.values_list("label", flat=True))
    whole = "".join(f"{name},all,2022,10\n" for name in boroughs)
    found = values(whole, sum=["london", "sub-region"])
    assert found["london", ""] == 330
    assert found["south-london-partnership", ""] == 50
    assert ("england", "") not in found
    lacking = values(whole.replace("Hackney,all,2022,10", "Hackney,all,2022,c"), sum=["london", "sub-region"])
    assert ("london", "") not in lacking
    assert lacking["south-london-partnership", ""] == 50


def test_a_sum_that_the_file_says_itself_is_taken(values):
    text = "".join(f"{name},all,2022,10\n" for name in Borough.objects.values_list("label", flat=True))
    assert values(f"{text}Greater London,all,2022,333\n", sum=["london"])["london", ""] == 333
