import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.index_words import IndexWords
from search.understanding.phrases import Phrases
from search.understanding.spelling import KEPT, Speller, inflects, reach
from search.understanding.vocabulary import is_english

ENTRIES = {
    "interview": 40, "skills": 60, "skull": 1, "apprenticeships": 30, "construction": 12, "work": 80, "experience": 50,
    "career": 90, "careers": 90, "employability": 8, "enterprise": 9, "budget": 7, "psychology": 3, "classroom": 5,
    "london": 70, "workshop": 6, "typo": 1, "শিক্ষক": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def speller():
    return Speller(ENTRIES)


@pytest.fixture(scope="module")
def index_words():
    return IndexWords("en", ENTRIES, Phrases.of("en", {}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("intervew", "interview"),
        ("intreview", "interview"),
        ("skils", "skills"),
        ("apprentiship", "apprenticeships"),
        ("construcshun", "construction"),
        ("carreer", "career"),
        ("employabilty", "employability"),
        ("buget", "budget"),
        ("sycology", "psychology"),
        ("workexperience", "work experience"),
    ],
)
def test_the_likeliest_word_of_the_hub_comes_first(speller, typed, meant):
    assert speller.guesses(typed)[0].text == meant


@pytest.mark.parametrize("typed", ["xyzzyplugh", "ab", "y9", "gb5", "১২৩৪", "", "a" * 500])
def test_what_is_near_nothing_is_left_alone(speller, typed):
    assert speller.guesses(typed) == []


def test_the_commoner_of_two_words_as_near_comes_first(speller):
    assert speller.guesses("skulls")[0].text == "skills"


def test_one_word_in_two_forms_is_one_guess(speller):
    assert len(speller.guesses("carear")) == 1


def test_words_of_another_alphabet_are_no_guess(speller):
    assert [guess.text for guess in speller.guesses("শিক্ক")] == ["শিক্ষক"]
    assert all(guess.text.isascii() for guess in speller.guesses("interviwe"))


@given(st.text(max_size=40))
def test_any_word_gives_at_most_two_guesses_and_the_best_first(speller, word):
    guesses = speller.guesses(word)
    assert len(guesses) <= KEPT
    assert guesses == sorted(guesses, key=lambda guess: guess.cost)
    assert (word,) not in [guess.words for guess in guesses]


def test_longer_words_may_be_further_off():
    assert [reach("a" * length) for length in (5, 6, 8, 9, 20)] == [1, 2, 2, 3, 3]


@pytest.mark.parametrize("word", ["ehcps", "bodies", "boxes", "pupil's"])
def test_a_plural_or_a_possessive_of_a_known_word_is_known(word):
    assert inflects(word, {"ehcp", "body", "box", "pupil"}.__contains__)


def test_doubling_a_letter_is_a_slip_and_no_inflection():
    assert not inflects("grammer", {"gram", "gramm"}.__contains__)


class TestKnownWords:
    """What is known is never corrected."""

    @pytest.mark.parametrize(
        "word",
        [
            "interview",  # the hub's
            "beekeeping",  # plain English
            "shakespeare",  # a name
            "timetables",
            "ehcp",  # the vocabulary's
            "gatsby",
            "alevel",  # how the analysis writes an examination
        ],
    )
    def test_no_correction(self, index_words, word):
        assert index_words.known(word)
        assert index_words.corrections(word) == ()

    def test_a_word_that_one_entry_alone_holds_may_be_a_slip(self, index_words):
        assert not index_words.known("typo") or is_english("typo")
        assert not IndexWords("en", {"intervew": 1, "interview": 9}, index_words.book).known("intervew")

    def test_the_english_list_is_for_english_only(self):
        polish = IndexWords("pl", {}, Phrases.of("pl", {}))
        assert not polish.known("beekeeping")

    @pytest.mark.parametrize("word", ["calender", "begining", "grammer", "definately", "seperate", "rythm", "plummer"])
    def test_the_list_holds_no_common_misspelling(self, word):
        assert not is_english(word)


def test_two_words_are_joined_where_the_hub_writes_them_as_one(index_words):
    assert index_words.joined("inter", "view") == "interview"
    assert index_words.joined("class", "room") == "classroom"
    assert index_words.joined("work", "experience") == ""
    assert index_words.joined("sky", "diving") == ""


def test_a_beginning_gives_the_stems_of_the_commonest_words(index_words):
    assert index_words.beginning("work", 12) == ["work", "workshop"]
    assert index_words.beginning("career", 1) == ["career"]
    assert index_words.beginning("zz", 12) == []
