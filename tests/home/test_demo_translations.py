"""The demo's translated careers page, loaded the way `load_demo` loads it."""

import pytest
from wagtail.models import Locale

from hub.home import tree
from hub.home.demo import schools, translations
from hub.schools.models import CareersPage


@pytest.fixture
def loaded(framework, db, today, django_capture_on_commit_callbacks):
    home = tree.front_page()
    for code in ("en", "bn", "ur"):
        Locale.objects.get_or_create(language_code=code)
    schools.load(home=home, on=today)
    # The target is published when the transaction commits; a test's never does.
    with django_capture_on_commit_callbacks(execute=True):
        translations.load(home=home, on=today)
    return home


def test_a_parent_reads_whom_to_ring_in_bengali_and_urdu(loaded, client, today):
    for code, direction, words in (("bn", "ltr", "প্রথমে এখানে ফোন করুন"), ("ur", "rtl", "سب سے پہلے یہاں فون کریں")):
        page = CareersPage.objects.live().get(locale__language_code=code, alias_of=None)
        html = client.get(page.get_url()).content.decode()
        assert f'<html lang="{code}" dir="{direction}">' in html
        assert words in html and "020 7946 0142" in html
        for english in ("Every pupil meets the world of work", "A day at one workplace", "A bakery"):
            assert english not in html, "English left inside the translation"
        assert 'hreflang="en"' in html and 'id="statement"' not in html


def test_translating_twice_changes_nothing(loaded, today):
    before = CareersPage.objects.count()
    translations.load(home=loaded, on=today)
    assert CareersPage.objects.count() == before
