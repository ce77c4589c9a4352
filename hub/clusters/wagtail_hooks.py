"""Wagtail hooks of the clusters: addresses and the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from hub.accounts.requests import AdminRequest
from hub.clusters.views import collections, items, joining, meetings, space
from hub.clusters.waiting import ClustersPanel
from hub.schools.tenancy.leading import schools_of


@hooks.register("register_admin_urls")
def addresses_of_clusters() -> list[URLPattern]:
    return [
        path("clusters/", joining.home, name="clusters_home"),
        path("clusters/<key:cluster_id>/", space.space, name="clusters_space"),
        path("clusters/<key:cluster_id>/ask/", joining.ask, name="clusters_ask"),
        path("clusters/<key:cluster_id>/invite/", joining.invite, name="clusters_invite"),
        path("clusters/membership/<key:membership_id>/answer/", joining.answer, name="clusters_answer"),
        path("clusters/membership/<key:membership_id>/leave/", joining.leave, name="clusters_leave"),
        path("clusters/<key:cluster_id>/items/<slug:kind>/", items.add, name="clusters_item_add"),
        path("clusters/items/<key:item_id>/", items.show, name="clusters_item"),
        path("clusters/items/<key:item_id>/edit/", items.edit, name="clusters_item_edit"),
        path("clusters/items/<key:item_id>/step/", items.take_step, name="clusters_item_step"),
        path("clusters/<key:cluster_id>/meetings/", meetings.add, name="clusters_meeting_add"),
        path("clusters/meetings/<key:meeting_id>/", meetings.show, name="clusters_meeting"),
        path("clusters/meetings/<key:meeting_id>/edit/", meetings.edit, name="clusters_meeting_edit"),
        path("clusters/meetings/<key:meeting_id>/meeting.ics", meetings.calendar_file, name="clusters_meeting_file"),
        path("clusters/<key:cluster_id>/collections/", collections.add, name="clusters_collection_add"),
        path("clusters/collections/<key:collection_id>/", collections.show, name="clusters_collection"),
        path("clusters/collections/<key:collection_id>/edit/", collections.edit, name="clusters_collection_edit"),
    ]


@hooks.register("construct_homepage_panels")
def what_waits(request: AdminRequest, panels: list[Component]) -> None:
    panels.append(ClustersPanel(request.user))


class ClustersItem(MenuItem):
    """For schools' people and the hub's own editors. Each view asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(schools_of(request.user)) or request.user.has_perm("schools.add_school")


@hooks.register("register_admin_menu_item")
def clusters_item() -> MenuItem:
    return ClustersItem(
        gettext_lazy("Clusters"), reverse("clusters_home"), name="clusters", icon_name="group", order=310
    )
