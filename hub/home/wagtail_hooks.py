from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hub.home.dashboard import WaysInPanel
from hub.home.due import DuePanel


@hooks.register("register_log_actions")
def demo_log_action(actions):
    actions.register_action("hub.demo_loaded", _("Load demo content"), _("Demo content loaded"))


@hooks.register("insert_global_admin_css")
def hub_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("hub/css/admin.css"))


@hooks.register("insert_editor_js")
def editor_script():
    return format_html('<script src="{}"></script>', static("hub/js/editor.js"))


@hooks.register("construct_homepage_panels")
def first_screen(request, panels):
    panels += [DuePanel(request.user, on=timezone.localdate()), WaysInPanel(request.user)]
