"""The editors' report on searches: by wording, over a span of days."""

import datetime
from collections.abc import Iterable
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Max, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.reports import ReportView

from hub.core.dates.columns import DayColumn
from search.engines import snapshot
from search.facets import FacetValues
from search.steering.models.lookups import Lookup

VIEW = "search.view_lookup"
FOUND = [("none", _("Found nothing")), ("unopened", _("Found, none opened")), ("opened", _("Opened"))]
# What is added up of one wording, by the names of its columns.
Row = dict[str, Any]
DAYS = [("7", _("Last 7 days")), ("30", _("Last 30 days")), ("90", _("Last 90 days"))]


def wordings(lookups: QuerySet) -> QuerySet:
    """Add up lookups by wording: searches, opened, the last day, and the results of the search that came last."""
    same = Lookup.objects.filter(**{name: OuterRef(name) for name in ("query", "filters", "locale")})
    return (
        lookups.order_by()
        .values("query", "filters", "locale")
        .annotate(
            times=Sum("searches"),
            opens=Sum("opened"),
            last=Max("day"),
            results=Subquery(same.order_by("-day").values("hits")[:1]),
        )
        .order_by("-times", "query", "filters", "locale")
    )


def in_words(row: Row, vocabulary: FacetValues) -> Row:
    """Return a row with words for its keys."""
    return {
        **row,
        "query": row["query"] or _("(words not kept)"),
        "filters": filters_text(row["filters"], vocabulary),
    }


def filters_text(filters: str, vocabulary: FacetValues) -> str:
    """Return canonical filters as their chips say them."""
    chosen = [(vocabulary.get(key, {}), value) for key, values in QueryDict(filters).lists() for value in values]
    return ", ".join(known[value].chip_text if value in known else value for known, value in chosen)


class LookupFilterSet(WagtailFilterSet):
    """Days, words and language filter the rows; `found` filters the sums."""

    found = django_filters.ChoiceFilter(label=_("Results"), choices=FOUND, method="later")
    days = django_filters.ChoiceFilter(label=_("When"), choices=DAYS, method="filter_days")
    query = django_filters.CharFilter(label=_("Words"), lookup_expr="icontains")

    class Meta:
        model = Lookup
        fields = ["found", "days", "query", "locale"]

    def later(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset

    def filter_days(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(day__gt=timezone.localdate() - datetime.timedelta(days=int(value)))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = wordings(super().filter_queryset(queryset))
        match self.form.cleaned_data["found"]:
            case "none":
                return rows.filter(results=0)
            case "unopened":
                return rows.filter(results__gt=0, opens=0)
            case "opened":
                return rows.filter(opens__gt=0)
        return rows


class LookupReportView(ReportView):
    """The report on searches and whether they found anything. For central staff only."""

    page_title = _("Looked for, not found")
    page_subtitle = _("Browsers report which results are opened; some, such as Firefox, do not")
    header_icon = "search"
    index_url_name = "search_lookups"
    index_results_url_name = "search_lookups_results"
    model = Lookup
    filterset_class = LookupFilterSet
    is_searchable = False
    export_filename = "looked-for"
    columns = [
        Column("query", label=_("Words")),
        Column("filters", label=_("Filters")),
        Column("locale", label=_("Language")),
        Column("times", label=_("Searches")),
        Column("results", label=_("Results")),
        Column("opens", label=_("Results opened")),
        DayColumn("last", label=_("Last")),
    ]
    list_export = [column.name for column in columns]
    export_headings = {column.name: column.label for column in columns}

    def get_table(self, object_list: Iterable[Row]) -> Table:
        return super().get_table(self.decorate_paginated_queryset(object_list))

    def decorate_paginated_queryset(self, object_list: Iterable[Row]) -> list[Row]:
        vocabulary = snapshot.current().vocabulary
        return [in_words(row, vocabulary) for row in object_list]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
