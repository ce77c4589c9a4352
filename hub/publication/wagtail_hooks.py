from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.core.menu import PermittedMenuItem

from .bulk import GatedPublishBulkAction
from .reports import VIEW_REPORT, FindingsReportView, NarrowedReportView, RollUpReportView, SubjectsReportView
from .views import checklist

# After Wagtail's own, whose "publish" it replaces.
hooks.register("register_bulk_action", GatedPublishBulkAction, order=100)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("publication/checklist/<key:page_id>/", checklist, name="publication_checklist"),
        *report_paths("reports/publication/", RollUpReportView),
        *report_paths("reports/publication/findings/", FindingsReportView),
        *report_paths("reports/publication/schools/", SubjectsReportView),
    ]


def report_paths(address: str, view: type[NarrowedReportView]) -> list[URLPattern]:
    """Return the addresses of a report: the page, and its table alone, which the filters fetch."""
    return [
        path(address, view.as_view(), name=view.index_url_name),
        path(f"{address}results/", view.as_view(results_only=True), name=view.index_results_url_name),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Only for those who may read the report: people of one school never see other schools' findings."""
    return PermittedMenuItem(
        _("Publication rules"),
        reverse("publication_report"),
        permission=VIEW_REPORT,
        name="publication-rules",
        icon_name="clipboard-list",
    )


@hooks.register("register_permissions")
def report_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="publication", codename="view_report")
