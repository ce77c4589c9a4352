"""Parts of pages that are rendered once for what they say."""

from django.test import override_settings
from django.utils.translation import override

from hub.core import repeated
from hub.core.repeated import rendered


def renderings() -> int:
    return repeated._rendered.cache_info().misses


def test_the_same_words_are_rendered_once_and_others_anew():
    first = rendered("components/minutes.html", value=41, width=40, offset=0)
    before = renderings()
    assert rendered("components/minutes.html", value=41, width=40, offset=0) == first
    assert renderings() == before
    assert rendered("components/minutes.html", value=42, width=40, offset=0) != first
    assert renderings() == before + 1


def test_each_language_has_its_own():
    said = set()
    for language in ("en", "bn", "ar"):
        with override(language):
            said.add(rendered("resources/my_list/_toggle.html", item="1", title="Pay"))
    assert len(said) == 3


@override_settings(DEBUG=True)
def test_who_changes_a_template_sees_it_at_once():
    before = repeated._rendered.cache_info()
    assert "41" in rendered("components/minutes.html", value=41, width=40, offset=0)
    assert repeated._rendered.cache_info() == before


def test_words_are_escaped():
    assert "<b>" not in rendered("resources/my_list/_toggle.html", item="1", title="<b>Pay</b>")
