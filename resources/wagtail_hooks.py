"""Wagtail hooks of the library."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from hub.core.menu import PermittedMenuItem
from hub.publication.reports import VIEW_REPORT
from resources.link_checks.viewsets import LinkPolicy, LinkViewSet, link_viewset
from resources.models import LessonResourcePage, LinkCheck, ProblemReport
from resources.panels import pdfs_of
from resources.reviews import ReviewsReportView
from resources.viewsets import ReportPolicy, ReportViewSet, report_viewset

register_permission_policy(ProblemReport, ReportPolicy(ProblemReport))
register_permission_policy(LinkCheck, LinkPolicy(LinkCheck))


@hooks.register("register_admin_viewset")
def problem_reports() -> ReportViewSet:
    return report_viewset


@hooks.register("register_admin_viewset")
def links_to_other_sites() -> LinkViewSet:
    return link_viewset


@hooks.register("register_reports_menu_item")
def reviews_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Reviews"),
        reverse("reviews_report"),
        permission=VIEW_REPORT,
        name="reviews",
        icon_name="calendar",
        order=980,
    )


@hooks.register("register_admin_urls")
def addresses_of_reviews() -> list[URLPattern]:
    view = ReviewsReportView
    return [
        path("reports/reviews/", view.as_view(), name=view.index_url_name),
        path("reports/reviews/results/", view.as_view(results_only=True), name=view.index_results_url_name),
    ]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_pdf(request: HttpRequest, page: Page) -> None:
    """Say it once more after a save; autosave asks for JSON and would pile the messages up."""
    if not isinstance(page, LessonResourcePage) or request.accepts("text/html") is False:
        return
    titles = pdfs_of(page)
    if titles:
        text = _("Saved. “%(file)s” is a PDF: many readers cannot use one. Offer its content on this page as well.")
        messages.warning(request, text % {"file": titles[0]})
