"""Values that a form refuses at the field."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "GB"


def parse_telephone(value: str) -> phonenumbers.PhoneNumber | None:
    """Return the UK number that `value` writes, or None if nobody could dial it."""
    try:
        number = phonenumbers.parse(value, REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number_for_region(number, REGION) else None


def validate_telephone(value: str) -> None:
    if parse_telephone(value) is None:
        raise ValidationError(
            _("Enter a UK telephone number with its area code, for example 020 7946 0142."), code="telephone"
        )


def telephone_link(value: str) -> str:
    """Return `value` as a `tel:` address, or an empty string if it is not a UK number."""
    number = parse_telephone(value) if value else None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966) if number else ""


def telephone_text(value: str) -> str:
    """Return `value` spaced as people in this country read it, or as it was typed."""
    number = parse_telephone(value) if value else None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL) if number else value
