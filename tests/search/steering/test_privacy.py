"""Which words of a search are kept: everybody's, and nobody's in particular."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.steering.privacy import GAP, LONGEST, first_names, kept

HUB = {"interview", "year", "apprenticeship", "careers", "baker", "clause", "ks3", "art", "skills", "mark"}
ENGLISH = HUB | {"beekeeping", "grace", "rose", "will", "power", "report", "lesson", "about", "line", "victoria"}


def keep(text: str) -> str:
    return kept(text, own=HUB.__contains__, general=ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Interview SKILLS", "interview skills"),
        ("year 9 interview", "year 9 interview"),
        ("beekeeping", "beekeeping"),
        ("KS3 art careers", "ks3 art careers"),
        ("how do I show an interview", f"how do i {GAP} an interview"),
        ("Baker clause", "baker clause"),
        ("will power", "will power"),
        ("interview 2026", "interview 2026"),
    ],
)
def test_ordinary_words_are_kept_in_one_spelling(typed, stored):
    assert keep(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "Grace Baker",
        "grace baker",
        "Mohammed Okonkwo",
        "okonkwo",
        "rose",
        "ada@example.org",
        "interview ada@example.org",
        "020 7946 0142",
        "interview 07700 900123",
        "SE1 2AA",
        "se12aa year 9",
        "the of",
        "",
        "12345",
    ],
)
def test_nothing_is_kept_of_what_looks_like_a_person(typed):
    assert keep(typed) == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("report about Grace Baker", f"report about {GAP} {GAP}"),
        ("report about mohammed okonkwo year 9", f"report about {GAP} {GAP} year 9"),
        ("victoria line careers", f"{GAP} {GAP} careers"),
        ("interview with okonkwo", f"interview with {GAP}"),
    ],
)
def test_a_name_in_a_longer_search_leaves_a_gap_and_takes_its_neighbours(typed, stored):
    assert keep(typed) == stored


def test_a_first_name_that_the_hub_itself_uses_is_a_word():
    assert "art" in first_names()
    assert keep("art skills") == "art skills"
    assert keep("mark skills") == "mark skills"


@given(st.text(max_size=300))
def test_what_nobody_knows_is_never_kept(text):
    stored = kept(text, own=HUB.__contains__, general=lambda word: False)
    assert len(stored) <= LONGEST
    assert not any(letter in stored for letter in "@;'\"<>")
