import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.analysis import LONGEST_WORD, analyse, fold, query_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Interviewing interviews", ["interview", "interview"]),
        ("A-level", ["alevel", "a", "level"]),
        ("A Levels and T Levels", ["alevel", "tlevel", "a", "level", "and", "t", "level"]),
        ("on a level playing field", ["on", "a", "level", "play", "field"]),
        ("C++ or C#, not C", ["c++", "or", "c#", "not", "c"]),
        ("GB5, Y9, KS3, year 10", ["gb5", "y9", "ks3", "year", "10"]),
        ("1,000 jobs at 3.5 %", ["1000", "job", "at", "3.5"]),
        ("Café CAFÉ cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("pupils’ pupil's", ["pupil", "pupil"]),
        ("\u212a and k", ["k", "and", "k"]),
        ("", []),
    ],
)
def test_a_text_becomes_the_words_that_are_stored(text, words):
    assert analyse(text) == words


def test_bengali_words_keep_their_vowel_signs():
    assert analyse("শিক্ষার্থীদের পাঠ", "bn") == ["শিক্ষার্থী", "পাঠ"]


def test_a_language_without_a_stemmer_is_folded_and_split():
    assert analyse("Wareysiga SHAQADA", "so") == ["wareysiga", "shaqada"]


def test_filler_is_left_out_of_a_query_unless_it_is_all_there_is():
    assert query_words("how do I write a CV and a CV") == ["write", "cv"]
    assert query_words("how to") == ["how", "to"]


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_can_be_analysed_and_gives_words_without_spaces(text):
    for word in analyse(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert len(word.split()) == 1
