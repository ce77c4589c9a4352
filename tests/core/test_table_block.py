"""A table in a text: read by the public, translated by its words, found, and compared."""

from typing import Any

from bs4 import BeautifulSoup
from wagtail.blocks import StreamBlock
from wagtail.blocks.base import BlockField
from wagtail_localize.segments.types import StringSegmentValue
from wagtail_localize.strings import StringValue

from hub.core.blocks import TableBlock
from hub.core.references import Sieve

BLOCK = TableBlock()
PLAN: dict[str, Any] = {
    "columns": [
        {"type": "name", "heading": "Year"},
        {"type": "text", "heading": "Autumn"},
        {"type": "text", "heading": ""},
    ],
    "rows": [
        {"values": ["Year 8", "<p>A <b>talk</b></p>", "<p>Visit</p>"]},
        {"values": ["Year 12", "<p>Visit</p>", ""]},
    ],
    "caption": "Visits",
}


def table(**changed):
    return BLOCK.to_python({**PLAN, **changed})


def test_headings_of_columns_and_rows_say_so():
    page: Any = BeautifulSoup(BLOCK.render(table()), "html.parser")
    assert page.caption.text == "Visits" and [each.text for each in page.select("th[scope=row]")] == [
        "Year 8",
        "Year 12",
    ]
    assert [each.text for each in page.select("thead th[scope=col]")] == ["Year", "Autumn", ""]
    box = page.select_one(".scroll")
    assert box["tabindex"] == "0" and box["role"] == "group" and box["aria-label"] == "Visits"


def test_a_table_without_headings_has_no_empty_row_of_them():
    nameless = [{"type": "name", "heading": ""}, {"type": "text", "heading": ""}, {"type": "text", "heading": ""}]
    page: Any = BeautifulSoup(BLOCK.render(table(columns=nameless, caption="")), "html.parser")
    assert page.thead is None and page.caption is None and not page.select_one(".scroll").has_attr("aria-label")


def test_its_words_are_found():
    assert {"Visits", "Year", "Year 12"} <= set(BLOCK.get_searchable_content(table()))


def strings(value) -> list[str]:
    return [
        each.render_text() for each in BLOCK.get_translatable_segments(value) if isinstance(each, StringSegmentValue)
    ]


def test_each_text_is_translated_once_and_keeps_its_markup():
    segments = BLOCK.get_translatable_segments(table())
    assert sorted(filter(None, strings(table()))) == [
        "A talk",
        "Autumn",
        "Visit",
        "Visits",
        "Year",
        "Year 12",
        "Year 8",
    ]
    bengali = {"A <b>talk</b>": "একটি <b>কথা</b>", "Visit": "ভ্রমণ", "Year 8": "বর্ষ ৮", "Visits": "ভ্রমণসমূহ"}

    def translated(segment):
        words = isinstance(segment, StringSegmentValue) and bengali.get(segment.string.data)
        return StringSegmentValue(segment.path, StringValue(words), attrs=segment.attrs) if words else segment

    result = BLOCK.get_prep_value(BLOCK.restore_translated_segments(table(), list(map(translated, segments))))
    assert result["caption"] == "ভ্রমণসমূহ" and result["columns"][0]["heading"] == "Year"
    first, second = (row["values"] for row in result["rows"])
    assert first[0] == "বর্ষ ৮" and "<b>কথা</b>" in first[1] and "ভ্রমণ" in first[2] and "ভ্রমণ" in second[1]
    assert second[0] == "Year 12" and second[2] == ""


def test_a_translation_stays_with_its_words_when_rows_move():
    paths = {each.path for each in BLOCK.get_translatable_segments(table())}
    moved = table(rows=list(reversed(PLAN["rows"])))
    assert {each.path for each in BLOCK.get_translatable_segments(moved)} == paths


def test_two_tables_are_compared_by_what_they_hold():
    stream = StreamBlock([("table", BLOCK)])
    compare = stream.child_blocks["table"].get_comparison_class()
    assert not compare(BLOCK, True, True, table(), table()).has_changed()
    changed = compare(BLOCK, True, True, table(), table(caption="Trips"))
    assert changed.has_changed() and "Trips" in changed.htmldiff()


def test_a_link_that_its_author_may_not_use_goes_and_the_table_stays():
    link = '<p>See <a linktype="page" id="7">here</a>.</p>'
    field = BlockField(StreamBlock([("table", BLOCK)]))
    sieve = Sieve(field, None, [lambda model, pk: False])
    sifted = BLOCK.get_prep_value(sieve.block(BLOCK, table(rows=[{"values": ["Year 8", link, "<p>Visit</p>"]}])))
    assert sieve.caught and sifted["rows"] == [{"values": ["Year 8", "<p>See <a>here</a>.</p>", "<p>Visit</p>"]}]


def test_two_tables_are_compared_row_by_row():
    rows = [{"values": ["Year 8", "<p>A <b>talk</b> & <i>tea</i></p>", ""]}, PLAN["rows"][1]]
    compared = BLOCK.get_comparison_class()(BLOCK, True, True, table(), table(rows=rows))
    assert compared.htmlvalue(table(rows=rows)) == (
        "Visits<br>Year | Autumn | <br>Year 8 | A talk &amp; tea | <br>Year 12 | Visit | "
    )
    assert compared.htmldiff() == (
        'Visits<br>Year | Autumn | <br>Year 8 | A talk <span class="deletion">| Visit</span>'
        '<span class="addition">&amp; tea | </span><br>Year 12 | Visit | '
    )
