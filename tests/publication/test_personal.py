"""What looks like a name, an address, a telephone number or a mail address; and what does not."""

import pytest
from django import forms

from hub.publication.personal import SecondLook, looks_personal, names_somebody


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


@pytest.mark.parametrize(
    "text",
    [
        "Amina Hussein wants to be an engineer.",
        "We met a boy called Amir.",
        "My friend Zara said it was loud.",
        "Our pupil Yusuf asked first.",
        "my name is jamal",
        "Thank you from Leila O’Neill",
        "At the end Sam Okoro spoke.",
        "The Amina Hussein we know",
    ],
)
def test_what_seems_to_name_a_pupil_is_seen(text):
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "We saw how a filter works. One of us wants to be an engineer.",
        "It is called a turbine.",
        "A job called quantity surveyor.",
        "My friend and I liked the pumps.",
        "Mr Okafor was kind.",
        "Year 9 went to the works by bus.",
        "The East London Careers Cluster met.",
        "Design Technology helped.",
        "For Year 8.",
        "We met at Canary Wharf.",
        "",
    ],
)
def test_what_names_no_pupil_is_left_alone(text):
    assert not names_somebody(text)


class Words(SecondLook, forms.Form):
    looked_at = ("words",)
    words = forms.CharField(required=False)


def test_a_form_asks_once_and_goes_on_when_somebody_is_sure():
    asked = Words({"words": "My friend Zara liked it."})
    assert not asked.is_valid() and "sure" in asked.fields and "tick the box" in str(asked.errors["words"])
    assert Words({"words": "My friend Zara liked it.", "sure": "on"}).is_valid()
    for said in ({"words": "We liked it."}, {}, {"words": "", "sure": "on"}):
        form = Words(said)
        assert form.is_valid() and "sure" not in form.fields
    assert "sure" not in Words().fields
