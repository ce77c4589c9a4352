"""The menus of the admin are made once and shown in each person's language."""

import pytest
from django.utils.functional import Promise
from wagtail.admin.menu import admin_menu, help_menu, reports_menu, settings_menu

OF_LIBRARIES = ("translations", "whats-new-in-wagtail")


@pytest.mark.parametrize("menu", [admin_menu, reports_menu, settings_menu, help_menu])
def test_no_name_is_fixed_in_the_language_of_whoever_came_first(db, menu):
    fixed = [each.name for each in menu.registered_menu_items if not isinstance(each.label, Promise)]
    assert [name for name in fixed if not name.startswith(OF_LIBRARIES)] == []
