"""Validators of form fields, with messages that say what to enter."""

import re
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from curriculum.hours import SCHOOL_YEAR_MINUTES

REGION = "GB"
EXTENSION = re.compile(r"(?:ext(?:ension)?|x)\.?\s*\d+$", re.IGNORECASE)
SEVERAL = re.compile(r"@.*@|[,;\s](?!$)")


# Rules ask for the same number to be read, and to be written out.
@lru_cache(maxsize=64)
def parse_telephone(value: str) -> phonenumbers.PhoneNumber | None:
    """Return the UK number that `value` writes, or None if nobody could dial it."""
    try:
        number = phonenumbers.parse(value, REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number_for_region(number, REGION) else None


def validate_telephone(value: str) -> None:
    # The library reads past words, and reads letters as the keys they stand on.
    if any(letter.isalpha() for letter in EXTENSION.sub("", value.strip())):
        raise ValidationError(
            _("Only the number here, for example 020 7946 0142. Words about when to ring go into their own field."),
            code="telephone",
        )
    if parse_telephone(value) is None:
        raise ValidationError(
            _("Enter a UK telephone number with its area code, for example 020 7946 0142."), code="telephone"
        )


def validate_mailbox(value: str) -> None:
    """Refuse several addresses in words that say what to do instead, and whatever else is no address."""
    if SEVERAL.search(value.strip()):
        raise ValidationError(
            _(
                "One address only. If two people share the work, name both, and give one mailbox that both read, "
                "such as careers@."
            ),
            code="several",
        )
    validate_email(value)


def validate_minutes(value: int) -> None:
    """Refuse what no pupil can do in one school year: nothing, or more than 190 days of five hours."""
    if value < 1:
        raise ValidationError(_("Enter the minutes as a whole number above 0. A school day is 300."), code="minutes")
    if value > SCHOOL_YEAR_MINUTES:
        raise ValidationError(
            _("More than a whole school year of 190 days. Enter the minutes for each pupil, not for all together."),
            code="minutes",
        )


def telephone_link(value: str) -> str:
    """Return `value` as a `tel:` address, or an empty string if it is not a UK number."""
    number = parse_telephone(value) if value else None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966) if number else ""


def telephone_text(value: str) -> str:
    """Return `value` spaced as people in this country read it, or as it was typed."""
    number = parse_telephone(value) if value else None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL) if number else value
