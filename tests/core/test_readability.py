"""Reading ease: against published scores, against syllables counted by hand, and on text that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.readability import Readability, measure, syllables


def reading(text: str) -> Readability:
    found = measure(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "score"),
    [
        # Published worked examples of the formula: 116, 69 and 37.5.
        ("The cat sat on the mat.", 116),
        ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 69),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 37),
    ],
)
def test_the_score_is_the_published_one(text, score):
    assert reading(text).ease == score


COUNTED_BY_HAND = {
    1: "the be he while grades planned worked called used named friend year young real hours role whole these there "
    "have done one once lives changed choice child school don't can't form choose are more noise fruit point prove "
    "raised league build great spread",
    2: "college table centre metre places courses wanted needed settled applied placement statement safely safety "
    "careful useful something sometimes homework player layout beyond being going social special marriage brilliant "
    "station union senior million region science client quiet patient equal language frequent fluent value guidance "
    "advice people create teacher review pupils parents workplace figures picture schedule simple knowledge "
    "outcomes themselves focused choices business every careers visits labour meeting options didn't offered "
    "household well-known unique technique persuade buyer lunchtimes recruit reading taken passage",
    3: "colleges resources companies agreement achievement management element settlement employer employee employment "
    "timetable applying studying familiar audio period various previous opinion initial behaviour audience earlier "
    "easier graduate actual usual annual influence continue adviser video theory museum created creative idea area "
    "tourism apprentice leadership membership provider interview governor industry different interest volunteer "
    "department family impartial confident understand encounter assembly wherever bakery technician hospital equipment "
    "decision",
    4: "material reliable variable librarian education information portfolio biology priority society "
    "variety experience situation geography continuous reality apprenticeship relationship independent available "
    "responsible secondary technology mathematics destinations",
    5: "association individual university qualification opportunity opportunities",
}


@pytest.mark.parametrize(("count", "words"), COUNTED_BY_HAND.items())
def test_syllables_are_those_counted_by_hand(count, words):
    assert {word: syllables(word) for word in words.split() if syllables(word) != count} == {}


def test_an_easy_text_and_a_hard_one_are_told_apart():
    easy = reading("<p>Your child meets people at work each year. In Year 10 she spends a week with one of them.</p>")
    assert easy.is_easy and not easy.has_long_sentences and easy.long_words == ()
    hard = reading(
        "<p>The institution's comprehensive careers education programme facilitates individualised developmental "
        "opportunities, enabling participants to investigate occupational alternatives and progression pathways "
        "commensurate with their aspirations, capabilities and circumstances.</p>"
    )
    assert not hard.is_easy and hard.has_long_sentences
    assert hard.long_words[:3] == ("institution's", "comprehensive", "education")


def test_paragraphs_points_and_marks_end_sentences_and_abbreviations_do_not():
    text = "<p>Ring us</p><ul><li>in term time</li><li>at 8.15 a.m. or later</li></ul><p>Mr. Lis answers! Who else?</p>"
    assert reading(text).sentences == 5
    assert reading("He said “Come in.” She came, e.g. on Monday.").sentences == 2


def test_entities_tags_and_figures_are_no_words_of_their_own():
    plain, rich = reading("Jobs & pay in 2026: 100 hours."), reading("<p>Jobs &amp; <b>pay</b> in 2026: 100 hours.</p>")
    assert (plain.words, plain.syllables) == (rich.words, rich.syllables) == (6, 6)


@pytest.mark.parametrize("text", ["", "<p></p>", "...", "<p>&nbsp;</p>", "!? -", "<"])
def test_where_there_are_no_words_nothing_is_measured(text):
    assert measure(text) is None


def test_a_short_text_gives_a_rough_figure():
    assert reading("A short text.").is_rough
    assert not reading("Ten words stand in each one of these short sentences. " * 10).is_rough


@given(st.text())
def test_whatever_is_written_is_measured_without_complaint(text):
    found = measure(text)
    assert found is None or (found.words >= found.sentences >= 1 and found.syllables >= found.words and found.readers)


@pytest.mark.parametrize("piece", [".", "a", "<", "<p", "&", "'", "a.", ". ", "-", "Mr."])
def test_a_hostile_text_is_read_in_one_pass(piece):
    measure(piece * (200_000 // len(piece)))  # quadratic, this would take minutes
