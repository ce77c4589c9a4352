"""The publication checklist beside the edit form: what is missing, the source of each rule, and a link to its field."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.panels.group import PanelGroup
from wagtail.models import Page

from hub.core.page_context import Context
from hub.core.panels import REFRESH
from hub.core.publishing import judgement_day

from .grouping import Tally, by_strength, exempt, unknown
from .rules import Finding, Status
from .sources import FixLink, Source, findings_of, source_of

# Opens the checklist where there is room for it. (The stubs know scripts as addresses only.)
OPENED: Any = Script("publication/checklist.js", defer=True)


def panel_anchors(page_class: type) -> dict[str, str]:
    """Return the id of each field's panel in the edit view of `page_class`, by field name."""
    anchors: dict[str, str] = {}
    _walk(page_class.get_edit_handler(), "panel", "", anchors)  # type: ignore[attr-defined]
    return anchors


def _walk(panel: Panel, prefix: str, section: str, anchors: dict[str, str]) -> None:
    """Note the ids that Wagtail's templates give: of sections in a list of panels, of fields in a group."""
    if not isinstance(panel, PanelGroup):
        return
    for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
        within = f"{prefix}-child-{identifier}"
        here = f"{prefix}-{identifier}-section" if isinstance(panel, ObjectList) else section
        if field := getattr(child, "field_name", None):
            anchors.setdefault(field, child.attrs.get("id") or f"{within}-wrapper")
        elif rows := getattr(child, "relation_name", None):
            anchors.setdefault(rows, child.attrs.get("id") or here)
        _walk(child, within, here, anchors)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist, and the `anchor` of its field where that is on this page."""

    finding: Finding
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How much is still to do on another page, and the link to it."""

    link: FixLink
    open: int


def checklist_context(page: Page, *, today: datetime.date, own_only: bool = False) -> Context:
    """Return what the checklist's template shows for `page` as it stands in memory: what this page can mend.

    Of other pages it says how much is left, and leads there; not if `own_only`, for somebody who decides on this one.
    `tallies` count the whole school, as dashboard and report do.
    """
    source = source_of(page)
    findings = findings_of(page, on=judgement_day(page, today=today)) if source else []
    if source is None or not (page.pk or findings):
        return {"unsaved": True, "groups": []}
    own = [finding for finding in findings if finding.where.page == source.kind]
    anchors = panel_anchors(type(page))
    return {
        "unsaved": False,
        "tallies": by_strength(findings),
        "groups": [_group(tally, anchors) for tally in by_strength(own)],
        "elsewhere": [] if own_only else _elsewhere(findings, page, source),
        "unknown": _by_reason(unknown(own)),
        "exempt": _by_reason(exempt(own)),
        # What another page lacks holds back that page.
        "blocking": [f for f in own if f.gates],
        "coming": [f for f in own if f.begins],
        "advice": [(each.text, anchors.get(each.field, "")) for each in source.advice(page)] if findings else [],
    }


def _group(tally: Tally, anchors: dict[str, str]) -> Context:
    """Return what is to be done of one strength: what is missing before what is under way."""
    lines = sorted(filter(_to_do, tally.open), key=lambda finding: finding.status is Status.UNDER_WAY)
    return {
        "tally": tally,
        "items": [Item(finding, anchors.get(finding.where.field, "")) for finding in lines],
        "advised": [Item(f, anchors.get(f.where.field, "")) for f in tally.findings if f.status.satisfied and f.advice],
        "unchecked": [finding for finding in tally.open if finding.status is Status.NOT_CHECKABLE],
    }


def _to_do(finding: Finding) -> bool:
    return finding.strength is not None and (finding.status.unmet or finding.status is Status.UNDER_WAY)


def _elsewhere(findings: Sequence[Finding], page: Page, source: Source[Any]) -> list[Elsewhere]:
    """Return the other pages on which something is still to do, in the order in which the school's links name them."""
    left = Counter(finding.where.page for finding in findings if _to_do(finding))
    links = source.fix_links(page)
    return [Elsewhere(links[place], left[place]) for place in links if place != source.kind and left[place]]


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
            anchors = panel_anchors(type(page))
            refused = getattr(self.form, "refused", ())
            context["refused"] = [Item(each, anchors.get(each.where.field, "")) for each in refused]
            # A page that is new has no key; the script puts it in place of the 0 when a draft has been saved.
            context["refresh_url"] = reverse("publication_checklist", args=[page.pk or 0])
            return context

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH, OPENED], css={"all": ["publication/checklist.css"]})
