"""The sample lessons' figures of the labour market: each asks for what the hub's own data has."""

import csv
import json
from pathlib import Path

import pytest

import hub.labour_market
from curriculum.vocabulary import DATA
from hub.core.figures import LONDON, READER
from hub.home.demo.unit_data import read_units

FIGURES = Path(hub.labour_market.__file__).parent / "data" / "figures" / "figures.csv"
LESSONS = [(unit.slug, lesson) for unit in read_units() for lesson in unit.lessons if lesson.figures]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_at_least_twenty_five_lessons_show_figures():
    assert len(LESSONS) >= 25


@pytest.mark.parametrize(("unit", "lesson"), LESSONS, ids=lambda each: getattr(each, "title", each))
def test_each_figure_of_a_lesson_is_among_those_that_come_with_the_hub(unit, lesson, rows):
    sectors = {term["slug"] for term in json.loads((DATA / "sectors.json").read_text())["terms"]}
    for figure in lesson.figures:
        assert figure.area in (LONDON, READER)
        assert not figure.sector or figure.sector in sectors
        found = [row for row in rows if (row["measure"], row["of"]) == (figure.measure, figure.sector)]
        assert any(row[LONDON] for row in found), f"{unit}: {figure.measure} {figure.sector}"
        assert figure.sentence == figure.sentence.strip()
