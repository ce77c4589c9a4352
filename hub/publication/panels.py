"""The publication checklist beside the edit form: what is missing, the source of each rule, and a link to its field."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel
from wagtail.admin.panels.group import PanelGroup
from wagtail.models import Page

from hub.core.page_context import Context
from hub.core.publishing import judgement_day

from .grouping import by_strength, exempt, unknown
from .rules import Finding, Status
from .sources import FixLink, findings_of, source_of

# Fetches what panels show anew when a draft has been saved. (The stubs know scripts as addresses only.)
REFRESH: Any = Script("publication/checklist.js", defer=True)


def panel_anchors(page_class: type) -> dict[str, str]:
    """Return the id of each field's panel in the edit view of `page_class`, by field name."""
    anchors: dict[str, str] = {}
    _walk(page_class.get_edit_handler(), "panel", anchors)  # type: ignore[attr-defined]
    return anchors


def _walk(panel: Panel, prefix: str, anchors: dict[str, str]) -> None:
    if not isinstance(panel, PanelGroup):
        return
    for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
        child_prefix = f"{prefix}-child-{identifier}"
        name = getattr(child, "field_name", None) or getattr(child, "relation_name", None)
        if name:
            anchors.setdefault(name, child.attrs.get("id") or f"{child_prefix}-section")
        _walk(child, child_prefix, anchors)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: `anchor` on this page, or `link` to the other page where it is fixed."""

    finding: Finding
    anchor: str = ""
    link: FixLink | None = None


def checklist_context(page: Page, *, today: datetime.date) -> Context:
    """Return what the checklist's template shows for `page` as it stands in memory."""
    source = source_of(page)
    if source is None or not page.pk:
        return {"unsaved": True, "groups": []}
    findings = findings_of(page, on=judgement_day(page, today=today))
    anchors, links = panel_anchors(type(page)), source.fix_links(page)

    def item(finding: Finding) -> Item:
        if finding.where.page == source.kind:
            return Item(finding, anchor=anchors.get(finding.where.field, ""))
        return Item(finding, link=links.get(finding.where.page))

    groups = []
    for tally in by_strength(findings):
        known = [finding for finding in tally.open if finding.status is not Status.NOT_CHECKABLE]
        # What is missing before what is under way, and this page's own first.
        known.sort(key=lambda finding: (finding.status is Status.UNDER_WAY, finding.where.page != source.kind))
        unchecked = [finding for finding in tally.open if finding.status is Status.NOT_CHECKABLE]
        advised = [item(finding) for finding in tally.findings if finding.status.satisfied and finding.advice]
        items = [item(finding) for finding in known]
        groups.append({"tally": tally, "items": items, "advised": advised, "unchecked": unchecked})
    return {
        "unsaved": False,
        "groups": groups,
        "unknown": _by_reason(unknown(findings)),
        "exempt": _by_reason(exempt(findings)),
        # What another page lacks holds back that page.
        "blocking": [f for f in findings if f.gates and f.where.page == source.kind],
        "coming": [f for f in findings if f.begins],
        "advice": [(each.text, anchors.get(each.field, "")) for each in source.advice(page)] if findings else [],
    }


def _by_reason(groups: dict[str, list[Finding]]) -> list[Context]:
    return [{"reason": reason, "findings": findings} for reason, findings in groups.items()]


class ChecklistPanel(Panel):
    """Shows the findings of the page being edited; its script fetches them anew when a draft has been saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publication/admin/checklist_panel.html"

        def get_context_data(self, parent_context: Context | None = None) -> Context:
            context = super().get_context_data(parent_context)
            page = self.instance
            context |= checklist_context(page, today=timezone.localdate())
            context["refresh_url"] = reverse("publication_checklist", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["publication/checklist.css"]})
