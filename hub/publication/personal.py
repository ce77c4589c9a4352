"""Says whether open words look as if they held a name, an address, a telephone number or a mail address.

It is a warning and no more: it cannot know a name in every language, and it stores nothing. `SecondLook` gives a form
that warning, with a box to go on all the same.
"""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.publication.rules import LazyText

_MAIL = re.compile(r"\S@\S|\bat\b\s+\w+\s+dot\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?:\d[\s().+/-]*){7,}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d+[a-z]?,?\s+(?:\w+\s+){1,3}(?:road|rd|street|st|lane|avenue|ave|close|court|drive|house|way|gardens|square)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|sir)\.?\s+[^\W\d_]{2,}", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:my name is|i am called|i['’]m called)\s+[^\W\d_]+|আমার নাম|میرا نام", re.IGNORECASE)
# "A boy called Amir", "my friend Zara".
_FRIEND = re.compile(
    r"\b(?i:called|named|(?:my|our|his|her|a|the)\s+"
    r"(?:friend|classmate|pupil|student|boy|girl|brother|sister|son|daughter))\s+[A-Z][a-z]+"
)
# Two words with capitals one after the other: "Amina Hussein". Not what begins a sentence, as in "The Tower".
_CAPITALS = re.compile(r"\b([A-Z][a-z'’-]+)(?=\s+([A-Z][a-z'’-]+))")
# Words with capitals that are no names of people, in what pupils write most.
_PLACES = frozenset(
    {
        "The",
        "For",
        "From",
        "With",
        "And",
        "But",
        "So",
        "Then",
        "This",
        "That",
        "When",
        "After",
        "Before",
        "Hub",
        "Cluster",
        "Week",
        "A",
        "An",
        "I",
        "We",
        "It",
        "My",
        "Our",
        "In",
        "On",
        "At",
        "To",
        "More",
        "Less",
        "Year",
        "Key",
        "East",
        "West",
        "North",
        "South",
        "London",
        "Tower",
        "Hamlets",
        "Science",
        "Media",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Work",
        "Careers",
        "Please",
        "Thank",
        "Canary",
        "Royal",
        "English",
        "British",
        "Health",
        "National",
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Mx",
        "Dr",
        "Saint",
        "St",
        "Primary",
        "Secondary",
        "Sixth",
        "School",
        "College",
        "University",
        "Design",
        "Food",
        "Computer",
        "Physical",
        "Religious",
        "Modern",
        "Further",
        "Higher",
        "Special",
        "Labour",
        "Maths",
        "History",
        "Geography",
        "Art",
        "Music",
    }
)


def looks_personal(text: str) -> LazyText:
    """Return what `text` looks to hold, for a warning; "" if it looks to hold nothing of a person."""
    if _MAIL.search(text):
        return _("a mail address")
    if _POSTCODE.search(text) or _STREET.search(text):
        return _("an address")
    if _DIGITS.search(text):
        return _("a telephone number")
    if _TITLE.search(text) or names_somebody(text):
        return _("a name")
    return ""


def names_somebody(text: str) -> bool:
    """Tell whether `text` looks as if it named a pupil: a first name and a surname, "called Amir", "my friend Zara"."""
    return bool(_CALLED.search(text) or _FRIEND.search(text) or _named(text))


def _named(text: str) -> bool:
    return any(_PLACES.isdisjoint(match.groups()) for match in _CAPITALS.finditer(text))


class SecondLook(forms.BaseForm):
    """A form whose open words are looked at (`looked_at`): where they seem to name somebody it asks once, and goes on.

    Put it before the form's class. The box "sure" is there only where there is something to be sure of.
    """

    looked_at: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.is_bound and self._naming:
            self.fields["sure"] = forms.BooleanField(
                label=_("Keep it as it is: it names no pupil."), required=False, widget=forms.CheckboxInput
            )

    @property
    def _naming(self) -> list[str]:
        words = {
            name: str(self.data.get(self.add_prefix(name)) or "") for name in self.looked_at if name in self.fields
        }
        return [name for name, text in words.items() if names_somebody(text)]

    def clean(self) -> Any:
        cleaned = super().clean()
        if "sure" in self.fields and not self.cleaned_data.get("sure"):
            for name in self._naming:
                self.add_error(
                    name, _("This looks as if it named somebody. Take a pupil’s name out, or tick the box below.")
                )
        return cleaned
