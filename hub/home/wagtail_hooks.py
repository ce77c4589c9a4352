from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from hub.accounts.requests import AdminRequest
from hub.home.dashboard import WaysInPanel
from hub.home.demo import ledger
from hub.home.due import DuePanel


@hooks.register("register_log_actions")
def demo_log_action(actions: LogActionRegistry) -> None:
    actions.register_action(ledger.MADE, _("Load demo content"), _("Part of the demo content loaded"))
    actions.register_action(ledger.LOADED, _("Load demo content"), _("Demo content loaded"))
    actions.register_action(ledger.REMOVED, _("Remove demo content"), _("Demo content removed"))


@hooks.register("insert_global_admin_css")
def hub_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("hub/css/admin.css"))


@hooks.register("insert_global_admin_js")
def script_of_date_fields() -> SafeString:
    return format_html('<script src="{}"></script>', static("hub/js/read_back.js"))


@hooks.register("insert_editor_js")
def editor_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("hub/js/editor.js"))


@hooks.register("construct_homepage_panels")
def first_screen(request: AdminRequest, panels: list[Component]) -> None:
    panels += [DuePanel(request.user, on=timezone.localdate()), WaysInPanel(request.user)]
