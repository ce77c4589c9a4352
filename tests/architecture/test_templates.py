"""A template is written for its reader: no line over 120 characters, and white space that a reader may rely on."""

import re
from pathlib import Path

import pytest

from .source import ROOT, label

LINE = 120
# Admin templates that are still written the old way; a file leaves this list when it is reformatted.
OLD_WAY = (
    "templates/home/admin/",
    "templates/resources/panels/",
    "templates/schools_admin/",
    "templates/search/admin/",
    "templates/wagtailadmin/",
    "hub/core/templates/",
    "hub/publication/templates/",
    "hub/schools/templates/",
)


def templates() -> list[Path]:
    """Return every HTML template of ours but those listed as written the old way."""
    places = [ROOT / "templates", *ROOT.glob("*/templates"), *ROOT.glob("hub/*/templates")]
    found = {path for place in places for path in place.rglob("*.html")}
    return sorted(path for path in found if not label(path).startswith(OLD_WAY))


@pytest.mark.parametrize("path", templates(), ids=label)
def test_a_line_of_a_template_is_short(path):
    long = [number for number, line in enumerate(path.read_text().splitlines(), 1) if len(line) > LINE]
    assert not long, f"lines over {LINE} characters: {long}"


@pytest.mark.parametrize("path", templates(), ids=label)
def test_a_template_keeps_its_meaning_without_its_indentation(path):
    """The loader drops what begins a line, so nothing may hang on it (hub/core/template_loaders.py)."""
    text = path.read_text()
    assert not re.search(r"<pre[ >]|{% (verbatim|filter) ", text)
    for opening, message in re.findall(r"({% blocktranslate.*?%})(.*?){% endblocktranslate %}", text, re.DOTALL):
        assert "\n" not in message or "trimmed" in opening.split(), message
    for area in re.findall(r"<textarea.*?</textarea>", text, re.DOTALL):
        assert "\n" not in area[area.index(">") :], area


@pytest.mark.parametrize("path", templates(), ids=label)
def test_a_time_of_day_is_written_in_the_one_style_of_the_hub(path):
    """The filter `clock`; a date's own format names no hour."""
    assert not re.findall(r"""\|(?:time|date):["'][^"']*[gGhHiP][^"']*["']""", path.read_text())
