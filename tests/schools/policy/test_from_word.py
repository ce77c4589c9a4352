"""Which heading goes where and why, and that no word is lost on the way."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.schools.policy.blocks import PolicyBlock
from hub.schools.policy.from_word import OWN, VOCABULARY, compose, places, raw_table
from hub.schools.word.markup import Section, rich, text_of
from hub.schools.word.placing import UNPLACED, Placed, place
from hub.schools.word.reader import read
from hub.schools.word.tables import Cell, Table
from tests.schools.word.files import docx, heading, paragraph, table
from tests.sizes import examples

JUDGED = {
    "Work experience": "experiences",
    "3. Experiences of workplaces": "experiences",
    "Links with Business": "business",
    "Working with employers": "business",
    "Role of employers": "business",
    "CEIAG programme": "provision",
    "Careers Guidance and Advice": "provision",
    "Personal guidance interviews": "provision",
    "Destinations data": "destinations",
    "What pupils do next": "destinations",
    "Equal opportunities": OWN,
    "Monitoring, evaluation and review": OWN,
    "Provider access statement": OWN,
    "Introduction": OWN,
    "Car parking": UNPLACED,
    "": UNPLACED,
    "Employers and destinations": UNPLACED,
}


@pytest.mark.parametrize("heading", JUDGED)
def test_a_heading_goes_where_its_words_say(heading):
    assert VOCABULARY.judge(heading)[0] == JUDGED[heading]


def test_the_reason_quotes_the_heading():
    assert VOCABULARY.judge("4. Working with employers:")[1] == "Its heading speaks of “Working with employers”."


def test_every_phrase_leads_to_its_own_place():
    assert [
        (phrase, VOCABULARY.judge(phrase))
        for where, phrase, _words in VOCABULARY.phrases
        if VOCABULARY.judge(phrase)[0] != where
    ] == []
    assert {where for where, _phrase, _words in VOCABULARY.phrases} == {key for key, _label in places()}


def test_the_label_of_a_topic_is_a_heading_of_that_topic():
    for topic in PolicyBlock.TOPICS:
        assert VOCABULARY.judge(str(PolicyBlock().child_blocks[topic].label))[0] == topic


def test_two_topics_at_once_are_left_to_the_person():
    assert VOCABULARY.judge("Employers and destinations") == (
        UNPLACED,
        "Its heading speaks of two topics: “Employers” and “destinations”.",
    )


def placed_here(sections, chosen=None) -> list[Placed]:
    return place(sections, VOCABULARY, chosen)


def sections(*rows: tuple[str, int]) -> list[Section]:
    return [Section(title, level, (f"<p>{title} text</p>",)) for title, level in rows]


def test_a_heading_that_says_nothing_follows_the_one_above_it():
    placed = placed_here(
        sections(("Our policy", 1), ("Employers", 2), ("How", 3), ("Work experience", 3), ("Parking", 2))
    )
    assert [each.place for each in placed] == [UNPLACED, "business", "business", "experiences", UNPLACED]
    assert placed[2].reason == "It is under the heading “Employers”."
    assert placed[0].reason == "The title of the document, and the text under it."


def test_what_a_person_chose_goes_first_and_what_stands_under_it_follows():
    placed = placed_here(sections(("Parking", 1), ("How", 2), ("Bus", 1)), chosen={0: "business"})
    assert placed[0].reason == "You chose this."
    assert [each.place for each in placed] == ["business", "business", UNPLACED]


def test_each_topic_becomes_one_block_in_the_policys_order():
    rows = sections(
        ("Destinations", 1), ("Employers", 1), ("Introduction", 1), ("How", 2), ("Mentors", 1), ("Parking", 1)
    )
    written, unplaced = compose(placed_here(rows))
    assert [each["type"] for each in written] == ["business", "destinations", OWN]
    assert written[0]["value"] == (
        "<p><b>Employers</b></p><p>Employers text</p><p><b>Mentors</b></p><p>Mentors text</p>"
    )
    introduction = {"heading": "Introduction", "text": "<p>Introduction text</p><p><b>How</b></p><p>How text</p>"}
    assert written[2]["value"] == introduction
    assert unplaced == [("Parking", ["<p>Parking text</p>"])]


def test_a_heading_that_is_the_topics_own_name_is_not_said_twice():
    written, _unplaced = compose(placed_here([Section("Links with business", 1, ("<p>Twelve.</p>",))]))
    assert written == [{"type": "business", "value": "<p>Twelve.</p>"}]
    (alone,) = compose(placed_here([Section("LINKS WITH BUSINESS", 1)]))[0]
    assert alone["value"] == "<p><b>LINKS WITH BUSINESS</b></p>"
    (both,) = compose(placed_here(sections(("Links with business", 1), ("Links with business", 1))))[0]
    assert both["value"].count("<b>Links with business</b>") == 1


def test_a_heading_too_long_for_its_field_is_said_in_full():
    title = "Introduction " + "word " * 30
    (block,) = compose(placed_here([Section(title.strip(), 1, ("<p>Text.</p>",))]))[0]
    assert len(block["value"]["heading"]) <= 120 and title.strip() in text_of(block["value"]["text"])


# Letters of any script, marks, digits, punctuation and what XML has to escape; no controls, which XML cannot hold.
TEXT = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=80)
KNOWN = st.sampled_from([*JUDGED, *(str(PolicyBlock().child_blocks[name].label) for name in PolicyBlock.TOPICS)])
ROW = st.one_of(
    st.tuples(st.just("h"), st.one_of(TEXT, KNOWN), st.integers(1, 6)),
    st.tuples(st.just("p"), TEXT, st.just(0)),
    st.tuples(st.just("t"), st.tuples(TEXT, TEXT), st.just(0)),
)


def spelled(*texts: str) -> Counter[str]:
    """Count the characters, without spaces and case: where a line breaks may change, no letter may."""
    return Counter("".join("".join(texts).casefold().split()))


def made(rows) -> bytes:
    kinds = {"h": heading, "p": lambda text, _level: paragraph(text), "t": lambda cells, _level: table(cells)}
    return docx(paragraph("Always."), *(kinds[kind](what, level) for kind, what, level in rows))


def written(placed: list[Placed]) -> Counter[str]:
    sections, unplaced = compose(placed)
    labels = {name: str(PolicyBlock().child_blocks[name].label) for name in PolicyBlock.TOPICS}
    texts: list[str] = []
    for block in sections:
        if block["type"] == "table":
            table = block["value"]
            texts += [table["caption"], *(column["heading"] for column in table["columns"])]
            texts += [
                text_of(value) if value.startswith("<p>") else value for row in table["rows"] for value in row["values"]
            ]
        elif block["type"] == OWN:
            texts += [block["value"]["heading"], text_of(block["value"]["text"])]
        else:
            texts += [labels.get(block["type"], ""), text_of(block["value"])]
    return spelled(*texts, *(part for heading, passages in unplaced for part in (heading, text_of(rich(passages)))))


@settings(deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(ROW, max_size=12),
    choices=st.dictionaries(st.integers(0, 12), st.sampled_from([*(key for key, _label in places()), UNPLACED])),
)
def test_placed_and_unplaced_together_hold_all_text(rows, choices):
    placed = placed_here(read(made(rows)).sections, choices)
    texts = ["Always."]
    for kind, what, _level in rows:
        texts += what if kind == "t" else [what]
    assert spelled(*texts) <= written(placed)


PLAN = Table(
    headings=("Year", "Autumn term", "Spring term"),
    rows=(
        (Cell(("Year 8",), 0), Cell(("Assembly &amp; fair", "<b>All</b>"), 1)),
        (Cell(("Year 12",), 0), Cell(("By arrangement",), 1, columns=2)),
    ),
    caption="Table 1: visits",
)


def test_a_table_stays_a_table_between_the_texts_of_its_section():
    section = Section("Work experience", 1, ("<p>Before.</p>", PLAN, "<p>After.</p>", "<p>More.</p>"))
    blocks, _unplaced = compose(placed_here([section]))
    assert [(each["type"], each["value"]) for each in blocks if each["type"] != "table"] == [
        ("experiences", "<p><b>Work experience</b></p><p>Before.</p>"),
        ("text", "<p>After.</p><p>More.</p>"),
    ]
    assert [each["type"] for each in blocks] == ["experiences", "table", "text"]


def test_what_a_merged_cell_says_stands_in_each_cell_that_it_covers():
    table = raw_table(PLAN)
    assert table["caption"] == "Table 1: visits"
    assert [(each["type"], each["heading"]) for each in table["columns"]] == [
        ("name", "Year"),
        ("text", "Autumn term"),
        ("text", "Spring term"),
    ]
    assert [row["values"] for row in table["rows"]] == [
        ["Year 8", "<p>Assembly &amp; fair</p><p><b>All</b></p>", ""],
        ["Year 12", "<p>By arrangement</p>", "<p>By arrangement</p>"],
    ]


def test_a_first_column_with_links_or_gaps_names_no_rows():
    linked = Table(("", ""), ((Cell(('<a href="https://example.org/">Bank</a>',), 0), Cell(("Visit",), 1)),))
    assert [each["type"] for each in raw_table(linked)["columns"]] == ["text", "text"]
    gap = Table(("", ""), ((Cell((), 0), Cell(("Visit",), 1)),))
    assert [each["type"] for each in raw_table(gap)["columns"]] == ["text", "text"]


def test_a_section_that_is_a_table_alone_has_its_heading():
    blocks, _unplaced = compose(placed_here([Section("Equal opportunities", 1, (PLAN,))]))
    assert blocks[0] == {"type": OWN, "value": {"heading": "Equal opportunities", "text": ""}}
    assert blocks[1]["type"] == "table" and len(blocks) == 2


def test_an_editor_is_given_so_many_cells_and_what_comes_after_is_a_list():
    rows = tuple((Cell((f"Year {n}",), 0), Cell(("Talk",), 1)) for n in range(800))
    blocks, _unplaced = compose(placed_here([Section("Work experience", 1, (PLAN, Table(("", ""), rows)))]))
    assert [each["type"] for each in blocks] == ["experiences", "table", "text"]
    assert blocks[2]["value"].count("<li>") == 800


def test_what_a_merged_cell_says_is_not_repeated_where_it_is_long():
    long = Cell(("word " * 100,), 1, columns=90)
    table = raw_table(Table((), ((Cell(("Year 8",), 0), long),)))
    assert len(str(table)) < 6000
