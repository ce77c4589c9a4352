"""Templates of packages are loaded without their indentation, unless it is shown (decision 0041)."""

import pytest
from django.template import Engine, Origin
from django.template.loader import get_template

from hub.core.template_loaders import AppLoader


def loaded(path) -> str:
    return AppLoader(Engine()).get_contents(Origin(str(path)))


@pytest.mark.parametrize(
    "indented",
    [
        "<div>\n  <pre>\n  a\n    b</pre>\n</div>",
        "<div>\n  <textarea>{{ text }}</textarea>\n</div>",
        "<p>\n  {% blocktranslate with a=b %}One\n  more{% endblocktranslate %}\n</p>",
        "<p>\n  {% blocktrans %}{{ one }}\n  more{% endblocktrans %}\n</p>",
    ],
)
def test_what_shows_how_a_line_begins_is_left_as_it_is(tmp_path, indented):
    path = tmp_path / "shown.html"
    path.write_text(indented)
    assert loaded(path) == indented


@pytest.mark.parametrize(
    ("indented", "sent"),
    [
        ("<ul>\n  <li>\n\n    one\n  </li>\n</ul>", "<ul>\n<li>\none\n</li>\n</ul>"),
        (
            "<p>\n  {% blocktranslate trimmed %}\n    One\n  {% endblocktranslate %}\n</p>",
            "<p>\n{% blocktranslate trimmed %}\nOne\n{% endblocktranslate %}\n</p>",
        ),
        (
            "<p>\n  {% blocktrans %}One{% endblocktrans %}\n  two\n</p>",
            "<p>\n{% blocktrans %}One{% endblocktrans %}\ntwo\n</p>",
        ),
    ],
)
def test_indentation_and_blank_lines_are_dropped(tmp_path, indented, sent):
    path = tmp_path / "indented.html"
    path.write_text(indented)
    assert loaded(path) == sent


def test_a_letter_in_plain_text_keeps_its_lines(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n\n  one\n")
    assert loaded(path) == "Dear all,\n\n  one\n"


def test_wagtails_templates_are_loaded_so():
    source = get_template("wagtailadmin/base.html").template.source  # type: ignore[attr-defined]
    assert source and not any(line.startswith((" ", "\t")) for line in source.splitlines())
