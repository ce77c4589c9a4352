"""Finds whom a document names for asking: people, mail addresses, telephone numbers. Pure."""

import re
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError

from hub.schools.validators import telephone_text, validate_mailbox, validate_telephone
from hub.schools.word.markup import Section, lines_of

# Both parts have an end: a line may be a megabyte of letters.
MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
NUMBER = re.compile(r"(?<![\w/])(?:\+44[\s()0-9-]{9,16}\d|\(?0\d[\d\s()-]{7,13}\d)(?![\w/])")
# "Contact: Ms A. Shah", "Careers leader: Ms Shah", "Name: Ms Shah"
NAMED = re.compile(
    r"\b(?:name|contact(?: name| person)?|named contact|careers? (?:leader|lead|co-?ordinator|adviser|manager))"
    r"\s*(?:[:|]|\s[-–])\s*(?P<who>[^:|;]{3,120}?)\s*(?=$|[|;]|,?\s*(?:tel|telephone|phone|e-?mail)\b)",
    re.IGNORECASE,
)
# "should contact Ms A. Shah, Careers Leader", up to a comma after the role, a stop or what follows.
ASKED = re.compile(
    r"\bcontact (?P<who>(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? )[A-Z][\w'’.-]*(?: [A-Z][\w'’-]+)*"
    r"(?:,? (?:the |our )?(?:Assistant |Deputy )?[Cc]areers [A-Za-z]+)?)"
)
# An address or a number in the who, or words of a sentence, is no name.
NO_NAME = re.compile(r"@|\d{3}|\b(?:should|please|will|details?)\b", re.IGNORECASE)


def _lines(sections: Sequence[Section]) -> Iterator[str]:
    return (line for each in sections for passage in each.passages for line in lines_of(passage))


def mail_addresses(sections: Sequence[Section]) -> list[str]:
    """Return the mail addresses of a document, each once."""
    found = (match[0].strip(".'") for line in _lines(sections) for match in MAIL.finditer(line))
    return [each for each in dict.fromkeys(found) if _holds(validate_mailbox, each)]


def telephone_numbers(sections: Sequence[Section]) -> list[str]:
    """Return the UK telephone numbers of a document as people read them, each once."""
    found = (match[0].strip() for line in _lines(sections) for match in NUMBER.finditer(line))
    return list(dict.fromkeys(telephone_text(each) for each in found if _holds(validate_telephone, each)))


def names(sections: Sequence[Section]) -> list[str]:
    """Return the people or roles that a document names as the contact, each once."""
    found = (
        match["who"].strip(" .,")
        for line in _lines(sections)
        for pattern in (NAMED, ASKED)
        for match in pattern.finditer(line)
    )
    return [each for each in dict.fromkeys(found) if each and not NO_NAME.search(each)]


def _holds(validate: object, value: str) -> bool:
    try:
        validate(value)  # type: ignore[operator]
    except ValidationError:
        return False
    return True
