from hub.core import checks
from hub.core.checks import conflicting_apps


def test_the_installed_apps_do_not_conflict():
    assert conflicting_apps(None) == []


def test_two_apps_that_cannot_stand_together_are_reported(monkeypatch):
    # Two that are installed, called a conflict: changing INSTALLED_APPS itself would build every address anew.
    monkeypatch.setattr(checks, "CONFLICTS", [("wagtail.search", "wagtail_localize", "Both answer.")])
    (error,) = conflicting_apps(None)
    assert "wagtail.search is installed beside wagtail_localize" in error.msg
