"""Which heading goes where and why, and that no word is lost on the way."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.schools.policy.blocks import PolicyBlock
from hub.schools.policy.word.markup import Section, text_of
from hub.schools.policy.word.placing import OWN, PLACES, UNPLACED, Placed, compose, judge, phrases, place
from hub.schools.policy.word.reader import read
from tests.schools.policy.word.files import docx, heading, paragraph, table
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
    assert judge(heading)[0] == JUDGED[heading]


def test_the_reason_quotes_the_heading():
    assert judge("4. Working with employers:")[1] == "Its heading speaks of “Working with employers”."


def test_every_phrase_leads_to_its_own_place():
    assert [(phrase, judge(phrase)) for where, phrase, _words in phrases() if judge(phrase)[0] != where] == []
    assert {where for where, _phrase, _words in phrases()} == set(PLACES) - {UNPLACED}


def test_the_label_of_a_topic_is_a_heading_of_that_topic():
    for topic in PolicyBlock.TOPICS:
        assert judge(str(PolicyBlock().child_blocks[topic].label))[0] == topic


def test_two_topics_at_once_are_left_to_the_person():
    assert judge("Employers and destinations") == (
        UNPLACED,
        "Its heading speaks of two topics: “Employers” and “destinations”.",
    )


def sections(*rows: tuple[str, int]) -> list[Section]:
    return [Section(title, level, (f"<p>{title} text</p>",)) for title, level in rows]


def test_a_heading_that_says_nothing_follows_the_one_above_it():
    placed = place(sections(("Our policy", 1), ("Employers", 2), ("How", 3), ("Work experience", 3), ("Parking", 2)))
    assert [each.place for each in placed] == [UNPLACED, "business", "business", "experiences", UNPLACED]
    assert placed[2].reason == "It stands under “Employers”."
    assert placed[0].reason == "The title of the document, and what stands under it."


def test_what_a_person_chose_goes_first_and_what_stands_under_it_follows():
    placed = place(sections(("Parking", 1), ("How", 2), ("Bus", 1)), chosen={0: "business"})
    assert placed[0].reason == "You chose this."
    assert [each.place for each in placed] == ["business", "business", UNPLACED]


def test_each_topic_becomes_one_block_in_the_policys_order():
    rows = sections(
        ("Destinations", 1), ("Employers", 1), ("Introduction", 1), ("How", 2), ("Mentors", 1), ("Parking", 1)
    )
    draft = compose(place(rows))
    assert [each["type"] for each in draft.sections] == ["business", "destinations", OWN]
    assert draft.sections[0]["value"] == (
        "<p><b>Employers</b></p><p>Employers text</p><p><b>Mentors</b></p><p>Mentors text</p>"
    )
    introduction = {"heading": "Introduction", "text": "<p>Introduction text</p><p><b>How</b></p><p>How text</p>"}
    assert draft.sections[2]["value"] == introduction
    assert draft.unplaced == [("Parking", "<p>Parking text</p>")]


def test_a_heading_that_is_the_topics_own_name_is_not_said_twice():
    draft = compose(place([Section("Links with business", 1, ("<p>Twelve.</p>",))]))
    assert draft.sections == [{"type": "business", "value": "<p>Twelve.</p>"}]
    (alone,) = compose(place([Section("LINKS WITH BUSINESS", 1)])).sections
    assert alone["value"] == "<p><b>LINKS WITH BUSINESS</b></p>"
    (both,) = compose(place(sections(("Links with business", 1), ("Links with business", 1)))).sections
    assert both["value"].count("<b>Links with business</b>") == 1


def test_a_heading_too_long_for_its_field_is_said_in_full():
    title = "Introduction " + "word " * 30
    (block,) = compose(place([Section(title.strip(), 1, ("<p>Text.</p>",))])).sections
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
    draft = compose(placed)
    labels = {name: str(PolicyBlock().child_blocks[name].label) for name in PolicyBlock.TOPICS}
    texts: list[str] = []
    for block in draft.sections:
        if block["type"] == OWN:
            texts += [block["value"]["heading"], text_of(block["value"]["text"])]
        else:
            texts += [labels[block["type"]], text_of(block["value"])]
    return spelled(*texts, *(part for heading, html in draft.unplaced for part in (heading, text_of(html))))


@settings(deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, max_size=12), choices=st.dictionaries(st.integers(0, 12), st.sampled_from(PLACES)))
def test_placed_and_unplaced_together_hold_all_text(rows, choices):
    placed = place(read(made(rows)).sections, choices)
    texts = ["Always."]
    for kind, what, _level in rows:
        texts += what if kind == "t" else [what]
    assert spelled(*texts) <= written(placed)
