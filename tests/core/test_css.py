"""Text quoted as a CSS string: a browser reads the same text back, and it ends neither string nor element."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from hub.core.css import css_string

ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?")


def read(css: str) -> str:
    """Read a CSS string as the standard says: an escape is up to six digits and one space after them."""
    assert css[0] == css[-1] == '"'
    inner = css[1:-1]
    assert '"' not in inner and "\n" not in inner and "<" not in inner
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), inner)


@pytest.mark.parametrize(
    "text",
    [
        'The "Quoted" School',
        "St Mary’s & St John's",
        "back\\slash \\0041 \\",
        "</style><script>alert(1)</script>",
        "<!-- -->",
        "مثالی اسکول",
        "Emoji 🎓 School",
        "}@import url(//x.example);",
        "é1 éa é 1",
    ],
)
def test_whatever_a_school_is_called_it_reads_back(text):
    assert read(css_string(text)) == text


def test_a_line_break_is_a_space_and_what_is_no_character_is_marked():
    assert read(css_string("Two\r\nlines\tand a page\f")) == "Two lines and a page "
    assert read(css_string("a\0b\ud800c")) == "a\ufffdb\ufffdc"


def test_the_filter_writes_it_as_it_is():
    rendered = Template("{{ name|css_string }}").render(Context({"name": 'A "B" </style>'}))
    assert rendered == css_string('A "B" </style>') == '"A \\22 B\\22  \\3c /style\\3e "'


@given(st.text())
def test_any_text_reads_back(text):
    expected = re.sub(r"\s+", " ", text).replace("\0", "\ufffd")
    assert read(css_string(text)) == re.sub("[\ud800-\udfff]", "\ufffd", expected)
