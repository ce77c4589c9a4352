"""Forms of a word meet, in Bengali and Urdu, whichever keyboard they were typed on."""

import pytest

from search.index.analysis import analyse, fold


@pytest.mark.parametrize(
    "forms",
    [
        "শিক্ষক শিক্ষকের শিক্ষকদের শিক্ষকরা শিক্ষককে শিক্ষকদেরকে",
        "স্কুল স্কুলে স্কুলের স্কুলগুলো স্কুলগুলোর স্কুলটি",
        "ক্যারিয়ার ক্যারিয়ারের ক্যারিয়ারে",
    ],
)
def test_bengali_endings_meet_their_stem(forms):
    assert len({tuple(analyse(form, "bn")) for form in forms.split()}) == 1


@pytest.mark.parametrize("forms", ["اسکول اسکولوں", "لڑکا لڑکے لڑکوں", "نوکری نوکریاں نوکریوں", "والدین والدین"])
def test_urdu_endings_meet_their_stem(forms):
    assert len({tuple(analyse(form, "ur")) for form in forms.split()}) == 1


@pytest.mark.parametrize("word", ["কাজ", "মা", "বই", "کام", "دن", "گھر"])
def test_short_words_stay_whole(word):
    language = "bn" if word[0] > "\u0900" else "ur"
    assert analyse(word, language) == [fold(word)]


@pytest.mark.parametrize(
    ("arabic", "urdu"),
    [
        ("كيريئر", "کیریئر"),
        ("اسكول", "اسکول"),
        ("مدرسة", "مدرسہ"),
        ("أستاد", "استاد"),
        ("٢٠٢٦", "۲۰۲۶"),
        ("علي", "علی"),
    ],
)
def test_letters_of_two_keyboards_meet(arabic, urdu):
    assert analyse(arabic, "ur") == analyse(urdu, "ur")
    assert fold(fold(arabic)) == fold(arabic)


def test_digits_meet_in_any_script():
    assert analyse("২০২৬", "bn") == ["2026"]
