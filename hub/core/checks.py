"""System checks for mistakes in settings that are otherwise noticed only when a page is saved or read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import get_language_info, to_locale

STYLES = Path(__file__).parent / "styles"

# What must not stand beside what, and why.
CONFLICTS = [
    ("modelsearch", "wagtail.search", "They are the same app: the first save of a page fails."),
    ("wagtail.contrib.simple_translation", "wagtail_localize", "Both answer “translate this page”."),
    ("wagtail_localize.locales", "wagtail.locales", "Both own the locale screens, and tree synchronisation stays off."),
]


def conflicts(installed: set[str]) -> list[Error]:
    """Return an error for each pair of installed apps that cannot live together."""
    return [
        Error(f"{first} is installed beside {second}.", hint=f"{why} Remove {first}.", id="core.E001")
        for first, second, why in CONFLICTS
        if {first, second} <= installed
    ]


@register
def conflicting_apps(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[Error]:
    return conflicts({config.name for config in apps.get_app_configs()})


@register(Tags.translation)
def complete_languages(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[Error]:
    """Return what each language in settings still lacks before a page can be read in it."""
    return [
        Error(f"The language {code} in LANGUAGES {lack}.", hint=hint, id="core.E002")
        for code, _name in settings.LANGUAGES
        for lack, hint in _lacks(code)
    ]


def _lacks(code: str) -> Iterator[tuple[str, str]]:
    """Yield what a language lacks and how to add it."""
    try:
        info = get_language_info(code)
    except KeyError:
        yield "has no name of its own", "Add it to django.conf.locale.LANG_INFO, with name_local and bidi."
    else:
        if info["bidi"] != (code.partition("-")[0] in settings.LANGUAGES_BIDI):
            yield "has two directions", "LANGUAGES_BIDI and the bidi of LANG_INFO must say the same."
        if not _is_latin(info["name_local"]) and not _has_typeface(info["code"]):
            yield "has no typeface", f"Add a rule for :lang({code}) to the stylesheets in {STYLES.name}/."
    if code not in settings.LANGUAGE_COUNTRIES:
        yield "has no country", "Add it to LANGUAGE_COUNTRIES."
    if code != settings.LANGUAGE_CODE and not _has_catalogue(code):
        yield "has no catalogue", f"Run makemessages -l {to_locale(code)}, translate, and compilemessages."


def _is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def _has_typeface(code: str) -> bool:
    rule = re.compile(rf":lang\({re.escape(code)}\)[^{{}}]*\{{[^}}]*--sans")
    return any(rule.search(sheet.read_text()) for sheet in STYLES.rglob("*.css"))


def _has_catalogue(code: str) -> bool:
    return any((Path(path) / to_locale(code) / "LC_MESSAGES" / "django.mo").exists() for path in settings.LOCALE_PATHS)
