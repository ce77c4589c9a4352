"""Drawings of easy-read pages: well-formed, hidden from screen readers, one for each sector, and every one asked for is
there."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template

from hub.core import symbols

FOLDER = Path(symbols.__file__).parent / "templates" / "core" / "symbols"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))
ASKED = re.compile(r'{% symbol "([a-z-]+)"(?! *\|)')


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_lines_and_shapes_in_the_colours_of_the_page(name):
    svg = ElementTree.fromstring(drawn("{% symbol name %}", name=name))
    assert svg.get("aria-hidden") == "true"
    assert svg.get("viewBox") == "0 0 24 24"
    for part in svg:
        assert part.tag in {"path", "circle"}
        assert set(part.attrib) <= {"class", "d", "cx", "cy", "r"}, "colours and sizes are the style sheet's"
        assert set(part.get("class", "").split()) <= {"f", "b", "turns"}


def test_a_large_one_says_so_in_its_class():
    assert 'class="sym large"' in drawn('{% symbol "clock" large=True %}')


def test_each_sector_has_a_drawing():
    sectors = json.loads((settings.BASE_DIR / "curriculum/data/sectors.json").read_text())["terms"]
    assert {f"sector-{term['slug']}" for term in sectors} <= set(NAMES)


@pytest.mark.parametrize("name", ["none-of-that-name", "../../base", "clock.svg", "", "CLOCK"])
def test_a_name_without_a_drawing_shows_nothing(name):
    assert drawn("{% symbol name %}", name=name) == ""


def test_every_drawing_a_template_names_is_there():
    places = [settings.BASE_DIR / name for name in ("hub", "curriculum", "resources", "search", "templates")]
    pages = (page for place in places for page in place.rglob("*.html"))
    asked = {name for page in pages for name in ASKED.findall(page.read_text())}
    assert asked <= set(NAMES), f"no drawing: {asked - set(NAMES)}"
