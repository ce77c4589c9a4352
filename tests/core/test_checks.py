import pytest
from django.conf import settings

from hub.core.base_templates import navigation
from hub.core.checks import complete_languages, conflicting_apps, conflicts
from resources.choices import languages as resource_languages
from search.results.openapi import parameters
from search.understanding.models import languages as synonym_languages


def test_the_installed_apps_do_not_conflict():
    assert conflicting_apps(None) == []


def test_two_apps_that_answer_translate_are_reported():
    (error,) = conflicts({"wagtail_localize", "wagtail.contrib.simple_translation", "wagtail.search"})
    assert "simple_translation" in error.msg


def lacks(code: str) -> set[str]:
    return {error.msg.partition(f" {code} in LANGUAGES ")[2].rstrip(".") for error in complete_languages(None)}


def test_every_language_in_settings_is_complete():
    assert len(settings.LANGUAGES) > 2 and complete_languages(None) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("so", {"has no name of its own", "has no country", "has no catalogue"}),  # Django does not know Somali
        ("pl", {"has no country", "has no catalogue"}),
        ("ar", {"has no country", "has no catalogue"}),  # its typeface is there already
        ("ta", {"has no country", "has no catalogue", "has no typeface"}),
    ],
)
def test_the_check_names_what_a_new_language_lacks(settings, code, expected):
    settings.LANGUAGES = [*settings.LANGUAGES, (code, "New")]
    assert lacks(code) == expected


def test_a_language_without_its_direction_is_named(settings):
    settings.LANGUAGES_BIDI = ["he"]
    assert lacks("ur") == {"has two directions"}


def test_a_language_whose_catalogue_was_not_compiled_is_named(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    assert lacks("bn") >= {"has no catalogue"}


def test_a_complete_new_language_is_offered_everywhere(settings, tmp_path):
    """A line in each setting and a catalogue are all it takes."""
    (tmp_path / "pl" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "pl" / "LC_MESSAGES" / "django.mo").touch()
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("pl", "Polish of settings")]
    settings.LANGUAGE_COUNTRIES = settings.LANGUAGE_COUNTRIES | {"pl": "PL"}
    assert complete_languages(None) == []
    assert "pl" in [code for code, _name in synonym_languages()]
    assert resource_languages()[3] == ("pl", "Polish") and len(dict(resource_languages())) == len(resource_languages())
    (parameter,) = (each for each in parameters() if each["name"] == "locale")
    assert "pl" in parameter["schema"]["enum"]
    assert [item.url for item in navigation("/pl/schools/") if item.current] == ["/schools/"]
