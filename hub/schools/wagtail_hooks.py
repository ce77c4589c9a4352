"""Wagtail hooks of the schools app: menus, buttons, panels, page moves and deletions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Collection, Page, PageQuerySet

from hub.accounts.models import User
from hub.schools.access_log import urls as access_log
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.annual_report.views import draft_report_view, may_draft
from hub.schools.careers.carry_over import can_carry_over, carry_over_view
from hub.schools.careers.curriculum_map.views import programme_map
from hub.schools.careers.grid.file_views import programme_document, programme_workbook
from hub.schools.careers.grid.file_views import upload as programme_upload
from hub.schools.careers.grid.views import grid, may_edit_programme
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.next_year import LOG_ACTIONS, next_year_preview, next_year_view
from hub.schools.careers.views import programme_totals, reading
from hub.schools.duties.viewsets import ClosedDaysViewSet, closed_days_viewset
from hub.schools.invitations import menu
from hub.schools.invitations import urls as invitations
from hub.schools.invitations.own import own_people
from hub.schools.microsites.closing import CLOSE, REOPEN, is_closed
from hub.schools.microsites.closing_views import closing_view, may_close
from hub.schools.microsites.colours import changes, parse
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.microsites.register_views import may_decide_register, register_view
from hub.schools.provider_access.models import Encounter
from hub.schools.provider_access.views import meetings
from hub.schools.setting_up import urls as many_urls
from hub.schools.setting_up.views import find_school, may_create_schools, set_up_school, unknown_school
from hub.schools.tenancy import page_moves, summary
from hub.schools.tenancy.hub_roles import GIVEN, TAKEN
from hub.schools.tenancy.models import SchoolCollection
from hub.schools.tenancy.people import APPOINTED, DISMISSED, JOINED, LEFT
from hub.schools.tenancy.scope import scope_of
from hub.schools.tenancy.viewsets import HubPageViewSet, hub_page_viewset, offered
from hub.schools.word.drafting import target_at
from hub.schools.word.kinds import Kind, kinds
from hub.schools.word.views import preview, upload

hooks.register("before_move_page", page_moves.before_move_page)
hooks.register("before_copy_page", page_moves.before_copy_page)
hooks.register("before_bulk_action", page_moves.before_bulk_action)
hooks.register("construct_homepage_summary_items", summary.count_own_pages, order=1)
hooks.register("register_page_header_buttons", menu.people_button)
hooks.register("register_admin_menu_item", menu.own_people_item)


@hooks.register("register_log_actions")
def schools_closed_and_opened(actions: LogActionRegistry) -> None:
    actions.register_action(CLOSE, gettext_lazy("Close a school"), gettext_lazy("School closed"))
    actions.register_action(REOPEN, gettext_lazy("Open a school again"), gettext_lazy("School opened again"))
    actions.register_action(JOINED, gettext_lazy("Join a school"), gettext_lazy("Got a role at the school"))
    actions.register_action(LEFT, gettext_lazy("Leave a school"), gettext_lazy("Gave up a role at the school"))
    actions.register_action(APPOINTED, gettext_lazy("Appoint a borough officer"), gettext_lazy("Reads for a borough"))
    actions.register_action(DISMISSED, gettext_lazy("Dismiss a borough officer"), gettext_lazy("Reads no more"))
    actions.register_action(GIVEN, gettext_lazy("Give a role for the hub"), gettext_lazy("Got a role for the hub"))
    actions.register_action(TAKEN, gettext_lazy("Take a role for the hub"), gettext_lazy("Gave up a role for the hub"))
    for action, label in LOG_ACTIONS.items():
        actions.register_action(action, label, label)


@hooks.register("describe_collection_contents")
def school_of_the_collection(collection: Collection) -> dict[str, object] | None:
    """Say what Wagtail then refuses: a school's collection stays, also while it is empty."""
    own = SchoolCollection.objects.filter(collection=collection).select_related("school").first()
    if own is None:
        return None
    words = _("the school %(name)s, whose people keep their files here") % {"name": own.school}
    return {"count": 1, "count_text": words, "url": None}


@hooks.register("register_admin_viewset")
def narrow_the_explorer() -> HubPageViewSet:
    return hub_page_viewset


@hooks.register("register_admin_viewset")
def days_without_school() -> ClosedDaysViewSet:
    return closed_days_viewset


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_and_public_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    scope = scope_of(request.user)
    return offered(pages if scope is None else scope.choosable(pages))


@hooks.register("construct_reports_menu")
def leave_out_the_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Reports are about the whole hub: a school's people are refused them, a borough's officers all but one."""
    scope = scope_of(request.user)
    if scope is not None:
        items[:] = [item for item in items if scope.boroughs and item.name == "publication-rules"]


@hooks.register("construct_homepage_panels")
def leave_out_the_moderation_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Hidden from a school's people: the dashboard lists what is due, and Wagtail's panel links to refused pages."""
    if scope_of(request.user) is not None:
        panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]


@hooks.register("before_delete_page")
def keep_the_home_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if scope_of(request.user) is None or page.specific_class is not SchoolHomePage:
        return None
    messages.error(request, _("Ask the hub's editors to remove your school's home page."))
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_delete_page")
def keep_the_meetings(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Meetings are a record over school years: a school's people may hide the page that holds them, not delete it."""
    if scope_of(request.user) is None or not Encounter.objects.filter(page=page.pk).exists():
        return None
    messages.error(request, _("This page holds the record of meetings with providers. Unpublish it instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_was_repaired(request: HttpRequest, page: Page) -> None:
    """Tell the school how its colour was adjusted, and why."""
    if isinstance(page, SchoolHomePage) and parse(page.colour):
        for sentence in changes(page.colour):
            messages.info(request, sentence)


@hooks.register("register_admin_urls")
def addresses_of_this_room() -> list[URLPattern | URLResolver]:
    return [
        path("schools/add/", find_school, name="schools_create"),
        path("schools/add/unknown/", unknown_school, name="schools_create_unknown"),
        path("schools/add/many/", include(many_urls)),
        path("schools/add/<key:school_id>/", set_up_school, name="schools_set_up"),
        path("schools/people/", own_people, name="schools_own_people"),
        path("schools/<key:school_id>/people/", include(invitations.of_a_school)),
        path("schools/<key:school_id>/access/", include(access_log)),
        invitations.of_an_account,
        path("schools/register/", register_view, name="schools_register"),
        path("schools/home/<key:page_id>/closing/", closing_view, name="schools_closing"),
        path("schools/careers/<key:page_id>/totals/", programme_totals, name="schools_programme_totals"),
        path("schools/provider-access/<key:page_id>/meetings/", meetings, name="schools_meetings"),
        path("schools/careers/<key:page_id>/reading/", reading, name="schools_reading"),
        path("schools/careers/<key:page_id>/carry-over/", carry_over_view, name="schools_carry_over"),
        path("schools/careers/<key:page_id>/next-year/", next_year_view, name="schools_next_year"),
        path("schools/careers/<key:page_id>/next-year/preview/", next_year_preview, name="schools_next_year_preview"),
        path("schools/careers/<key:page_id>/map/", programme_map, name="schools_programme_map"),
        path("schools/careers/<key:page_id>/table/", grid, name="schools_programme_grid"),
        path("schools/careers/<key:page_id>/table/upload/", programme_upload, name="schools_programme_upload"),
        path("schools/careers/<key:page_id>/table/xlsx/", programme_workbook, name="schools_programme_workbook"),
        path("schools/careers/<key:page_id>/table/docx/", programme_document, name="schools_programme_document"),
        path("schools/report/<key:page_id>/draft/", draft_report_view, name="schools_report_draft"),
        path("schools/word/<slug:kind>/<key:page_id>/", upload, name="schools_word_upload"),
        path("schools/word/<slug:kind>/<key:page_id>/<key:document_id>/", preview, name="schools_word_preview"),
    ]


class FromWordItem(PageMenuItem):
    """Among the actions of a school's home page and of what can begin in Word. The view checks the permission again."""

    icon_name = "doc-full"

    def __init__(self, kind: Kind, page: Page, **kwargs: Any):
        self.kind = kind
        url = reverse("schools_word_upload", args=[kind.key, page.pk])
        super().__init__(label=kind.title, url=url, page=page, **kwargs)

    def is_shown(self, user: User) -> bool:
        target = target_at(self.page.specific, self.kind)
        return target is not None and target.may_write(user)


@hooks.register("register_page_header_buttons")
def from_word_buttons(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    shown = [kind for kind in kinds() if page.specific_class in (SchoolHomePage, kind.model)]
    return [FromWordItem(kind, page=page, priority=55) for kind in shown]


# In listings not for home pages: the directory's would ask for the pages below every row.
@hooks.register("register_page_listing_more_buttons")
def from_word_buttons_in_listings(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    return [] if page.specific_class is SchoolHomePage else from_word_buttons(page, user)


class CarryOverItem(PageMenuItem):
    """Among the actions of a careers page. The view checks the permission again."""

    label = gettext_lazy("Carry over into the next school year")
    icon_name = "calendar-alt"
    url_name = "schools_carry_over"

    def is_shown(self, user: User) -> bool:
        return can_carry_over(self.page.specific, user, on=timezone.localdate())


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def carry_over_button(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    return [CarryOverItem(page=page, priority=56)] if page.specific_class is CareersPage else []


class ProgrammeTableItem(PageMenuItem):
    """Among the actions of a careers page. The view checks the permission again."""

    label = gettext_lazy("Edit the programme as a table")
    icon_name = "table"
    url_name = "schools_programme_grid"

    def is_shown(self, user: User) -> bool:
        return may_edit_programme(self.page.specific, user)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def programme_table_button(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    return [ProgrammeTableItem(page=page, priority=55)] if page.specific_class is CareersPage else []


class DraftReportItem(PageMenuItem):
    """Among the actions of a school's home page and of its reports. The view checks the permission again."""

    label = gettext_lazy("Draft the yearly report")
    icon_name = "clipboard-list"
    url_name = "schools_report_draft"

    def is_shown(self, user: User) -> bool:
        return may_draft(self.page.specific, user)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def draft_report_button(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    shown = page.specific_class in (SchoolHomePage, AnnualReportPage)
    return [DraftReportItem(page=page, priority=57)] if shown else []


class ClosingItem(PageMenuItem):
    """Among the actions of a school's home page, for the hub's staff. The view checks the permission again."""

    icon_name = "home"
    url_name = "schools_closing"

    def is_shown(self, user: User) -> bool:
        return may_close(self.page.specific, user)


# Not in listings: the directory's would ask for the school of every row.
@hooks.register("register_page_header_buttons")
def closing_button(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    if page.specific_class is not SchoolHomePage or not may_close(page.specific, user):
        return []
    label = _("Open the school again") if is_closed(page.specific.school) else _("Close the school")
    return [ClosingItem(label, page=page, priority=90)]


class AddSchoolItem(MenuItem):
    """Shown to users who may use it; the view checks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_create_schools(request.user)


@hooks.register("register_admin_menu_item")
def add_school_item() -> MenuItem:
    return AddSchoolItem(
        gettext_lazy("Add a school"), reverse("schools_create"), name="add-a-school", icon_name="home", order=300
    )


class RegisterItem(MenuItem):
    """What of the register waits for the hub's staff. The view checks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_decide_register(request.user)


@hooks.register("register_admin_menu_item")
def register_item() -> MenuItem:
    return RegisterItem(
        gettext_lazy("Register"), reverse("schools_register"), name="register", icon_name="clipboard-list", order=299
    )
