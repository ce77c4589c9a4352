"""What looks like a name, an address, a telephone number or a mail address; and what does not."""

import pytest

from hub.audits.surveys.personal import looks_personal


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("mail me at a.b@school.example", "a mail address"),
        ("amina at school dot example", "a mail address"),
        ("ring 020 7946 0142", "a telephone number"),
        ("07700 900123", "a telephone number"),
        ("+44 (0)20-7946-0142", "a telephone number"),
        ("I live at 12 Quince Hill Road", "an address"),
        ("e1 4ns is where we are", "an address"),
        ("Amina Hussein was great", "a name"),
        ("ask Mr Okafor", "a name"),
        ("my name is jamal", "a name"),
        ("আমার নাম রাহিম", "a name"),
    ],
)
def test_what_looks_personal_is_named(text, what):
    assert str(looks_personal(text)) == what


@pytest.mark.parametrize(
    "text",
    [
        "",
        "More visits",
        "In Year 10 we want more of it",
        "The Tower of London",
        "At 10 we went home",
        "আরও ভ্রমণ",
        "100 hours",
        "The Science Museum",
    ],
)
def test_what_does_not_is_left_alone(text):
    assert looks_personal(text) == ""
