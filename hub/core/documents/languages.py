"""How office programs name a language, and which way it is written."""

from django.conf import settings

# Written from right to left, beside those that Django knows.
_ALSO_RIGHT_TO_LEFT = frozenset({"ps", "yi"})
_OTHER_TAGS = {"zh-hans": "zh-CN"}


def tag_of(language: str) -> str:
    """Return the tag that office programs know a language by, "en-GB" for "en"."""
    country = settings.LANGUAGE_COUNTRIES.get(language)
    return f"{language}-{country}" if country else _OTHER_TAGS.get(language, language)


def is_right_to_left(language: str) -> bool:
    known = {code.partition("-")[0] for code in settings.LANGUAGES_BIDI} | _ALSO_RIGHT_TO_LEFT
    return language.partition("-")[0] in known
