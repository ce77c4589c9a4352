"""The words of which a school's page has one and a college's another: complete, used, and in every language."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from hub.schools.register.words import WORDS, said
from tests.languages import OTHERS, Word, is_translated

ROOT = Path(__file__).resolve().parents[3]


def test_each_is_said_somewhere_and_each_that_is_said_is_there():
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    code = "".join(path.read_text() for path in (ROOT / "hub").rglob("*.py"))
    said_by = re.findall(r'{% said "([^"]+)"', templates) + re.findall(r'\bsaid\("([^"]+)", of_college=', code)
    assert set(said_by) == set(WORDS)


def test_a_college_is_nowhere_called_a_school_and_its_students_nowhere_pupils():
    for key, words in WORDS.items():
        with translation.override("en"):
            college = str(words.college)
        assert college != str(words.school), key
        assert not re.search(r"\b(this school|the school|school's|pupils?)\b", college, re.IGNORECASE), key


@pytest.mark.parametrize("language", OTHERS)
def test_both_have_a_translation_in_every_language(language):
    with translation.override("en"):
        each = [str(text) for words in WORDS.values() for text in words]
    assert [text for text in each if not is_translated(Word(text), language)] == []


def test_values_are_escaped_and_the_words_are_not():
    found = said("nothing_matches", of_college=True, text="<i>")
    assert found.startswith("Nothing of this college matches <b>&lt;i&gt;</b>.")
