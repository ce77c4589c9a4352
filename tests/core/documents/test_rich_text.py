"""Rich text becomes paragraphs, items and runs: whatever the HTML is, no tag stands in a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.documents.rich_text import Run, paragraphs_of


def said(html, **options):
    return [(each.kind, each.level, each.text) for each in paragraphs_of(html, **options)]


def test_paragraphs_and_lists_keep_their_kind_and_level():
    html = '<p data-block-key="a">One &amp; two</p><ol><li>First<ul><li>Inner</li></ul></li><li>Second</li></ol><p></p>'
    assert said(html) == [("p", 0, "One & two"), ("ol", 0, "First"), ("ul", 1, "Inner"), ("ol", 0, "Second")]


def test_two_lists_are_two():
    first, second = paragraphs_of("<ol><li>One</li></ol><ol><li>One again</li></ol>")
    assert first.group != second.group


def test_a_paragraph_in_an_item_is_the_item():
    assert said("<ul><li><p>One</p></li></ul>") == [("ul", 0, "One")]


def test_bold_italic_and_links_are_runs():
    runs = paragraphs_of('<p>See <b>this <i>one</i></b> <a href="https://a.example/?a=1&amp;b=2">there</a>.</p>')[
        0
    ].runs
    assert runs == [
        Run("See "),
        Run("this ", bold=True),
        Run("one", bold=True, italic=True),
        Run(" "),
        Run("there", url="https://a.example/?a=1&b=2"),
        Run("."),
    ]


def test_a_link_within_the_hub_gets_its_whole_address_and_one_that_opens_nothing_is_words():
    html = '<p><a href="/schools/">Schools</a> <a href="javascript:alert(1)">no</a> <a>bare</a></p>'
    assert [run.url for run in paragraphs_of(html, base="https://hub.example/a/")[0].runs] == [
        "https://hub.example/schools/",
        "",
    ]
    assert all(not run.url for run in paragraphs_of('<p><a href="/x/">x</a></p>')[0].runs)


def test_what_xml_cannot_hold_and_scripts_are_left_out():
    assert said("<p>a\x0bb\ufffe</p><script>alert(1)</script>") == [("p", 0, "ab")]


def test_a_line_break_is_one():
    assert said("<p>Yours<br/>  Ada</p>") == [("p", 0, "Yours\nAda")]


@pytest.mark.django_db
@given(st.text(alphabet='<>/abipulo ="&;x\n', max_size=60))
def test_any_text_is_read(html):
    for each in paragraphs_of(html):
        assert each.text
