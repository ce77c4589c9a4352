"""Names of files that Windows, macOS and Linux take."""

import pytest

from hub.core.documents.names import LETTERS_MOST, file_name, free_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Locked, shut or open?", "Locked, shut or open.docx"),
        ('A/B: "which" <one>|two*', "A B which one two.docx"),
        ("  spaces \n and a dot. ", "spaces and a dot.docx"),
        ("con", "con file.docx"),
        ("LPT1.old", "LPT1.old file.docx"),
        ("???", "file.docx"),
        ("کیریئر", "کیریئر.docx"),
    ],
)
def test_a_title_becomes_a_name(title, name):
    assert file_name(title, "docx") == name


def test_a_long_title_is_cut():
    assert len(file_name("a" * 300, "docx")) == LETTERS_MOST + len(".docx")


def test_a_name_that_is_taken_gets_a_number_and_small_letters_are_the_same():
    taken: set[str] = set()
    assert [free_name(name, taken) for name in ("Cards.docx", "cards.docx", "Cards.docx", "Other.docx")] == [
        "Cards.docx",
        "cards (2).docx",
        "Cards (3).docx",
        "Other.docx",
    ]
