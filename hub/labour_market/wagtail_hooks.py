from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from hub.core.menu import PermittedMenuItem
from hub.labour_market.admin_views import releases_report
from hub.labour_market.models import Measure, Source
from hub.labour_market.viewsets import LabourMarketGroup, LoadedPolicy
from hub.publication.reports import VIEW_REPORT

register_permission_policy(Source, LoadedPolicy(Source, changes=True))
register_permission_policy(Measure, LoadedPolicy(Measure, changes=False))


@hooks.register("register_admin_viewset")
def sources_and_measures() -> LabourMarketGroup:
    return LabourMarketGroup()


@hooks.register("register_admin_urls")
def address_of_releases_report() -> list[URLPattern]:
    return [path("reports/figures/", releases_report, name="figures_report")]


@hooks.register("register_reports_menu_item")
def releases_report_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Figures past their next release"),
        reverse("figures_report"),
        permission=VIEW_REPORT,
        name="figures-past-release",
        icon_name="table",
        order=1010,
    )
