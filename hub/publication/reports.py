"""The admin report on all subjects: counts by rule, and a list of every finding."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.reports import ReportView

from .filters import ReportFilterSet, strengths
from .rollup import (
    Counted,
    History,
    ReportRow,
    Rows,
    SubjectFinding,
    SubjectRow,
    by_subject,
    changed_since,
    counted,
    grouped,
    pairs,
    to_do_first,
)
from .rules import Status, Strength
from .sources import NO_STRENGTH, Areas, FindingsRecord, ReportFilter, report_source

VIEW_REPORT = "publication.view_report"

# What does not apply has no strength, and what has none is never met or missing.
COLUMNS: dict[str, list[Status]] = {
    **{strength.value: [status for status in Status if status is not Status.NOT_APPLICABLE] for strength in Strength},
    NO_STRENGTH: [Status.NOT_CHECKABLE, Status.NOT_APPLICABLE],
}


class NarrowedReportView(ReportView):
    """What the views share: who may see them, the filters, and the findings that remain."""

    header_icon = "clipboard-list"
    filterset_class = ReportFilterSet
    is_searchable = False

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm(VIEW_REPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def on(self) -> datetime.date:
        return timezone.localdate()

    @cached_property
    def asked(self) -> ReportFilter:
        form = self.filters.form
        form.is_valid()  # a filter that is refused narrows nothing; its message stands above the table
        return ReportFilter.from_form(form.cleaned_data)

    @cached_property
    def within(self) -> Areas:
        return report_source().areas(self.request.user)

    @cached_property
    def record(self) -> FindingsRecord | None:
        """What stands for judging them all while somebody waits; what is written into a file is judged."""
        return None if self.is_export else report_source().record(on=self.on, within=self.within, asked=self.asked)

    def found(self, keys: Collection[int] | None = None) -> list[SubjectFinding]:
        """Judge all that is asked for, or of these subjects only."""
        asked, source = self.asked, report_source()
        rules = [rule for rule in source.rules if asked.rule in ("", rule.id)]
        judged = source.judged(on=self.on, rules=rules, within=self.within, asked=asked, keys=keys)
        found = pairs(judged, asked)
        if asked.since is None:
            return found
        return changed_since(found, self.history(found), first=asked.since, on=self.on)

    def history(self, found: Iterable[SubjectFinding]) -> History | None:
        """Return what has been recorded of the subjects in `found`, once it is needed."""
        return report_source().recorded({subject.key for subject, _finding in found})

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        """What the address says of the filters, refused values too."""
        given = self.filters.form.data
        return [(name, value) for name in self.filters.filters for value in given.getlist(name) if value]

    def address_of(self, view: type[ReportView], **changes: str) -> str:
        """Return the address of a level with the filters as they are, but for `changes`."""
        query = urlencode([*(pair for pair in self.chosen if pair[0] not in changes), *changes.items()])
        return f"{reverse(view.index_url_name)}{'?' if query else ''}{query}"

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(*args, **kwargs)
        form = self.filters.form
        context["refused"] = [(form[name].label, errors[0]) for name, errors in form.errors.items()]
        context["unrecorded"] = report_source().recorded(()) is None
        context["as_of"] = self.record.as_of if self.record else None
        context["media"] += forms.Media(css={"all": ["publication/report.css"]})
        return context


class RollUpReportView(NarrowedReportView):
    """Rule by rule, grouped by strength: at how many schools it was found to be what. No sum, and no percentage."""

    page_title = _("Publication rules")
    index_url_name = "publication_report"
    index_results_url_name = "publication_report_results"
    results_template_name = "publication/admin/roll_up.html"
    paginate_by = None
    export_filename = "publication-rules-counts"
    list_export = ["rule.id", "rule.title", "strength_label", *(f"count.{status.name}" for status in Status)]
    export_headings = {
        "rule.id": _("Rule"),
        "rule.title": _("What"),
        "strength_label": _("Strength"),
        **{f"count.{status.name}": status.label for status in Status},
    }

    object_list: list[Counted]

    def get_filtered_queryset(self) -> list[Counted]:
        rules = report_source().rules
        return grouped(self.record.counts(), rules) if self.record else counted(self.found(), rules)

    def to_row_dict(self, item: Counted) -> dict[str, object]:
        values = [item.rule.id, str(item.rule.title), str(dict(strengths())[item.value])]
        return dict(zip(self.list_export, [*values, *(item.counts.get(status, 0) for status in Status)], strict=True))

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(*args, **kwargs)
        context["groups"] = [
            {"value": value, "label": label, "statuses": COLUMNS[value], "lines": list(map(self._line, lines))}
            for value, label in strengths()
            if (lines := [each for each in self.object_list if each.value == value])
        ]
        context["findings_url"] = self.address_of(FindingsReportView)
        context["schools_url"] = self.address_of(SubjectsReportView)
        return context

    def _line(self, each: Counted) -> dict[str, object]:
        def cell(status: Status) -> dict[str, object]:
            chosen = {"rule": each.rule.id, "strength": each.value, "status": status.value}
            count = each.counts.get(status, 0)
            url = self.address_of(FindingsReportView, **chosen) if count else ""
            return {"status": status, "count": count, "url": url}

        return {"rule": each.rule, "cells": [cell(status) for status in COLUMNS[each.value]]}


class SubjectsPaginator(WagtailPaginator):
    verbose_name, verbose_name_plural = _("school"), _("schools")


class FindingsPaginator(WagtailPaginator):
    verbose_name, verbose_name_plural = _("finding"), _("findings")


class ListedReportView(NarrowedReportView):
    """A report that lists, below the roll-up; its template draws a table of its own, with headings for rows."""

    def get_table(self, object_list: Sequence[Any]) -> Table:
        return super().get_table([])

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": reverse("publication_report"), "label": RollUpReportView.page_title}, here]

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(*args, **kwargs), "roll_up_url": self.address_of(RollUpReportView)}


class SubjectsReportView(ListedReportView):
    """Every school, and how much of what the filters leave is not met there: where the law is least met first."""

    page_title = _("Publication rules: school by school")
    paginator_class = SubjectsPaginator
    index_url_name = "publication_schools"
    index_results_url_name = "publication_schools_results"
    results_template_name = "publication/admin/subjects.html"
    export_filename = "publication-rules-schools"
    export_headings = {
        "subject": _("School"),
        "number": _("URN"),
        "area": _("Borough"),
        "kind": _("Type"),
        **{each.value: format_lazy("{label}: {what}", label=each.label, what=_("not met")) for each in Strength},
    }
    list_export = list(export_headings)

    def get_filtered_queryset(self) -> Sequence[SubjectRow] | QuerySet[Any, int]:
        return self.record.subjects() if self.record else by_subject(self.found())

    def decorate_paginated_queryset(self, object_list: Sequence[SubjectRow] | QuerySet[Any, int]) -> list[SubjectRow]:
        rows = self._judged(list(object_list)) if isinstance(object_list, QuerySet) else object_list
        addresses = report_source().addresses({row.subject.key for row in rows}, self.request)
        return [replace(row, page=addresses.page(row.subject.key)) for row in rows]

    def _judged(self, keys: list[int]) -> list[SubjectRow]:
        found = {row.subject.key: row for row in by_subject(self.found(keys))}
        return [found[key] for key in keys if key in found]

    def to_row_dict(self, item: SubjectRow) -> dict[str, object]:
        whose = item.subject
        counts = {each.value: item.unmet.get(each, 0) for each in Strength}
        return {"subject": whose.name, "number": whose.number, "area": whose.area, "kind": whose.kind, **counts}

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(*args, **kwargs), "strengths": list(Strength)}


class FindingsReportView(ListedReportView):
    """Every school by every rule that the filters leave, the most urgent first."""

    page_title = _("Publication rules: every finding")
    paginator_class = FindingsPaginator
    index_url_name = "publication_findings"
    index_results_url_name = "publication_findings_results"
    results_template_name = "publication/admin/findings.html"
    export_filename = "publication-rules"
    export_headings = {
        "subject": _("School"),
        "number": _("URN"),
        "area": _("Borough"),
        "kind": _("Type"),
        "rule": _("Rule"),
        "title": _("What"),
        "strength": _("Strength"),
        "status": _("Finding"),
        "since": _("Since"),
        "due": _("Due"),
        "message": _("In words"),
        "page": _("Public page"),
    }
    list_export = list(export_headings)

    def get_filtered_queryset(self) -> Sequence[SubjectFinding] | QuerySet[Any, tuple[int, str]]:
        return self.record.findings() if self.record else to_do_first(self.found())

    def decorate_paginated_queryset(
        self, object_list: Sequence[SubjectFinding] | QuerySet[Any, tuple[int, str]]
    ) -> list[ReportRow]:
        found = self._judged(list(object_list)) if isinstance(object_list, QuerySet) else object_list
        addresses = report_source().addresses({subject.key for subject, _finding in found}, self.request)
        return Rows(self.history(found), addresses, on=self.on).of(found)

    def _judged(self, keys: list[tuple[int, str]]) -> list[SubjectFinding]:
        judged = self.found({subject for subject, _rule in keys})
        found = {(subject.key, finding.rule.id): (subject, finding) for subject, finding in judged}
        return [found[key] for key in keys if key in found]

    def to_row_dict(self, item: ReportRow) -> dict[str, object]:
        return {name: getattr(item, name) for name in self.list_export}
