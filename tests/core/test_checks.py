from hub.core.checks import conflicting_apps, conflicts


def test_the_installed_apps_do_not_conflict():
    assert conflicting_apps(None) == []


def test_two_apps_that_answer_translate_are_reported():
    (error,) = conflicts({"wagtail_localize", "wagtail.contrib.simple_translation", "wagtail.search"})
    assert "simple_translation" in error.msg
