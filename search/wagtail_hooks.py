"""Wagtail hooks of search: reports, chosen results, synonyms."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet

from hub.core.menu import PermittedMenuItem
from search.engines.health import HealthPanel
from search.steering.reports import VIEW, LookupReportView
from search.steering.viewsets import promotion_viewset, synonym_viewset


@hooks.register("register_admin_urls")
def addresses_of_this_room() -> list[URLPattern]:
    results = LookupReportView.as_view(results_only=True)
    return [
        path("reports/looked-for/", LookupReportView.as_view(), name="search_lookups"),
        path("reports/looked-for/results/", results, name="search_lookups_results"),
    ]


@hooks.register("register_admin_viewset")
def kept_by_editors() -> list[ModelViewSet]:
    return [promotion_viewset, synonym_viewset]


@hooks.register("register_reports_menu_item")
def lookups_item() -> MenuItem:
    url = reverse("search_lookups") + "?found=none"
    return PermittedMenuItem(
        _("Looked for, not found"), url, permission=VIEW, name="looked-for", icon_name="search", order=800
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet:
    from django.contrib.auth.models import Permission

    kept = (f"{kind}_{name}" for name in ("promotion", "synonym") for kind in ("add", "change", "delete"))
    wanted = ["view_lookup", *kept]
    return Permission.objects.filter(content_type__app_label="search", codename__in=wanted)


@hooks.register("construct_homepage_panels")
def search_health(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm(VIEW):
        panels.append(HealthPanel())
