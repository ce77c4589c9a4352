"""The catalogues: what a public template says has a translation in every language, and it fits the English."""

import re
from itertools import combinations
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale

from tests.languages import OTHERS, is_translated, words_of_templates

PLACES = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
TAGS = re.compile(r"<[^>]+>")
NUMBERS = re.compile(r"\d+")


def path_of(language: str, ending: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / f"django.{ending}"


def entries(language: str) -> list[polib.POEntry]:
    return polib.pofile(str(path_of(language, "po"))).translated_entries()


def forms(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Return each form of an entry as English and translation."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural if form else entry.msgid, text) for form, text in entry.msgstr_plural.items()]


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_a_public_template_has_a_translation(language):
    assert len(words_of_templates()) > 500
    lacking = [
        f"{name}: {word.text}" for word, name in words_of_templates().items() if not is_translated(word, language)
    ]
    assert lacking == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_places_the_tags_and_the_numbers_of_the_english(language):
    for entry in entries(language):
        for english, translated in forms(entry):
            places = [set(PLACES.findall(text)) for text in (english, translated)]
            # Where English says "one" of one thing, another language may name the number.
            assert places[0] == places[1] or (entry.msgid_plural and places[0] < places[1]), translated
            assert sorted(TAGS.findall(translated)) == sorted(TAGS.findall(english)), translated
            plain = [TAGS.sub("", PLACES.sub("", text)) for text in (english, translated)]
            assert set(NUMBERS.findall(plain[0])) <= set(NUMBERS.findall(plain[1])), translated


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language):
    compiled = {(each.msgctxt, each.msgid): each for each in polib.mofile(str(path_of(language, "mo")))}
    written = {(each.msgctxt, each.msgid): each for each in entries(language)}
    assert compiled.keys() == written.keys()
    for key, entry in written.items():
        assert (compiled[key].msgstr, compiled[key].msgstr_plural) == (entry.msgstr, entry.msgstr_plural), key


def test_each_language_has_the_words_that_the_others_have():
    for one, other in combinations(OTHERS, 2):
        has = [{(each.msgctxt, each.msgid) for each in entries(code)} for code in (one, other)]
        assert has[0] ^ has[1] == set()
