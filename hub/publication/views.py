"""Admin views of the rules: the checklist as a fragment, and the report on everybody and everything."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from .models import PublicationApprovalTask
from .panels import checklist_context
from .rules import Status, Strength
from .sources import ReportRow, report_source, source_of

VIEW_REPORT = "publication.view_report"
TO_DO_FIRST = (
    Status.OVERDUE,
    Status.MISSING,
    Status.EXPIRING,
    Status.NOT_CHECKABLE,
    Status.MET,
    Status.NOT_APPLICABLE,
)


@never_cache
def checklist(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return the checklist for the latest saved draft, as an HTML fragment for the edit view."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if source_of(draft) is None:
        raise PermissionDenied
    context = checklist_context(draft, today=timezone.localdate())
    return render(request, "publication/checklist.html", context)


class ReportFilterSet(WagtailFilterSet):
    """What a reader of the report may narrow it by. It only parses: the rows are computed, not stored."""

    area = django_filters.ChoiceFilter(label=_("Borough"), choices=lambda: [(a, a) for a in report_source().areas()])
    rule = django_filters.ChoiceFilter(
        label=_("Rule"), choices=lambda: [(r.id, f"{r.id} {r.title}") for r in report_source().rules]
    )
    strength = django_filters.ChoiceFilter(label=_("Strength"), choices=[(s.value, s.label) for s in Strength])
    status = django_filters.ChoiceFilter(label=_("Finding"), choices=[(s.value, s.label) for s in Status])

    class Meta:
        model = PublicationApprovalTask
        fields: list[str] = []


class RequirementsReportView(ReportView):
    """Every school by every rule."""

    page_title = _("Publication rules")
    header_icon = "clipboard-list"
    index_url_name = "publication_report"
    index_results_url_name = "publication_report_results"
    filterset_class = ReportFilterSet
    export_filename = "publication-rules"
    columns = [
        Column("subject", label=_("School")),
        Column("area", label=_("Borough")),
        Column("rule", label=_("Rule")),
        Column("title", label=_("What")),
        Column("strength", label=_("Strength")),
        Column("status", label=_("Finding")),
        Column("due", label=_("Due")),
        Column("message", label=_("In words")),
    ]
    list_export = ["subject", "area", "kind", "rule", "title", "strength", "status", "due", "message"]
    export_headings = {
        "subject": _("School"),
        "area": _("Borough"),
        "kind": _("Type"),
        "rule": _("Rule"),
        "title": _("What"),
        "strength": _("Strength"),
        "status": _("Finding"),
        "due": _("Due"),
        "message": _("In words"),
    }
    is_searchable = False

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(VIEW_REPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filtered_queryset(self) -> list[ReportRow]:
        form = self.filters.form
        wanted = form.cleaned_data if form.is_valid() else {}
        source = report_source()
        rules = [rule for rule in source.rules if wanted.get("rule") in ("", None, rule.id)]
        rows = source.rows(on=timezone.localdate(), rules=rules, area=wanted.get("area") or "")
        for name, enum in (("strength", Strength), ("status", Status)):
            if value := wanted.get(name):
                label = str(enum(value).label)
                rows = [row for row in rows if getattr(row, name) == label]
        # What has to be done stands first; the sort is stable, so schools and rules keep their order within it.
        order = {str(status.label): place for place, status in enumerate(TO_DO_FIRST)}
        return sorted(rows, key=lambda row: order[row.status])
