from hub.core.checks import conflicting_apps


def test_the_installed_apps_do_not_conflict():
    assert conflicting_apps(None) == []


def test_two_apps_that_answer_translate_are_reported(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "wagtail.contrib.simple_translation"]
    (error,) = conflicting_apps(None)
    assert "simple_translation" in error.msg
