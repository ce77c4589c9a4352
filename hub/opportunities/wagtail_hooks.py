"""Wagtail hooks of the room: its group in the admin's menu, its viewsets and addresses."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

# Items come by the hook of this name, those of the hub's staff and those of schools; each says to whom it is shown, and
# a group without any is not.
MENU_HOOK = "register_opportunities_menu_item"
menu = Menu(register_hook_name=MENU_HOOK)


@hooks.register("register_admin_menu_item")
def employers_and_visits() -> MenuItem:
    return SubmenuMenuItem(_("Employers and visits"), menu, name="opportunities", icon_name="group", order=600)
