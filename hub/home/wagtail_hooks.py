from collections.abc import Sequence

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.accounts.requests import AdminRequest
from hub.core.consequences import consequences
from hub.core.menu import PermittedMenuItem
from hub.home.dashboard import WaysInPanel
from hub.home.dead_links import links_report
from hub.home.demo import ledger
from hub.home.due import DuePanel
from hub.publication.reports import VIEW_REPORT


@hooks.register("register_log_actions")
def demo_log_action(actions: LogActionRegistry) -> None:
    actions.register_action(
        ledger.MADE, gettext_lazy("Load demo content"), gettext_lazy("Part of the demo content loaded")
    )
    actions.register_action(ledger.LOADED, gettext_lazy("Load demo content"), gettext_lazy("Demo content loaded"))
    actions.register_action(ledger.REMOVED, gettext_lazy("Remove demo content"), gettext_lazy("Demo content removed"))


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


@hooks.register("register_reports_menu_item")
def links_report_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Dead links"),
        reverse("links_report"),
        permission=VIEW_REPORT,
        name="dead-links",
        icon_name="link",
        order=1000,
    )


@hooks.register("register_admin_urls")
def address_of_links_report() -> list[URLPattern]:
    return [path("reports/links/", links_report, name="links_report")]


@hooks.register("before_delete_page")
def say_what_deleting_does(request: AdminRequest, page: Page) -> None:
    if request.method == "GET":
        _warn(request, consequences(page, on=timezone.localdate(), deleted=True))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_expiry_does(request: AdminRequest, page: Page) -> None:
    """After a save that sets an expiry; autosave asks for JSON and would pile the messages up."""
    if page.expire_at is None or page.expire_at <= timezone.now() or not request.accepts("text/html"):
        return
    day = timezone.localdate(page.expire_at)
    said = consequences(page, on=timezone.localdate())
    if said:
        words = _("This page expires on %(day)s, and nobody can read it from then.") % {"day": date_format(day)}
        _warn(request, [f"{words} {said[0]}", *said[1:]])


def _warn(request: AdminRequest, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        messages.warning(request, sentence)
