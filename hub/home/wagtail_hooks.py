from collections.abc import Sequence

from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.urls import path as url_path
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
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.accounts.requests import AdminRequest
from hub.core.consequences import consequences
from hub.core.menu import PermittedMenuItem
from hub.home import editors_help
from hub.home.dashboard import FirstStepsPanel, WaysInPanel
from hub.home.dead_links import links_report
from hub.home.demo import ledger
from hub.home.due import DuePanel
from hub.home.path import paths_for
from hub.home.work_for_the_hub import WorkForTheHubPanel
from hub.publication.reports import VIEW_REPORT
from hub.schools.microsites.school_owned import school_above


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
    today = timezone.localdate()
    panels += [
        WorkForTheHubPanel(request.user),
        FirstStepsPanel(request.user, on=today),
        DuePanel(request.user, on=today),
        WaysInPanel(request.user),
    ]


@hooks.register("after_publish_page")
def say_what_comes_next(request: AdminRequest, page: Page) -> None:
    """Name the school's next step, with the way there, to whoever has published one of its pages."""
    if (school := school_above(page)) is None:
        return
    for path in paths_for(request.user, on=timezone.localdate(), school=school.pk):
        if step := path.next:
            words = _("Next: %(step)s. %(why)s") % {"step": step.title, "why": step.why}
            messages.info(request, words, buttons=[messages.button(step.url, str(step.title))])
        else:
            messages.info(request, _("All first steps for %(school)s are done.") % {"school": path.home.title})


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
    return [url_path("reports/links/", links_report, name="links_report")]


@hooks.register("register_admin_urls")
def address_of_the_help() -> list[URLPattern]:
    return editors_help.addresses()


@hooks.register("construct_help_menu")
def help_in_the_menu(request: AdminRequest, items: list[MenuItem]) -> None:
    """First what the hub itself says; Wagtail's guide speaks of a site that has none of its own fields."""
    items[:0] = editors_help.menu_items()


@hooks.register("register_page_header_buttons")
def help_with_a_page(page: Page, **_more: object) -> list[PageMenuItem]:
    return editors_help.buttons(page)


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
