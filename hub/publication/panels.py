"""The live checklist beside an editor's form: what is missing, by whose word, and a way to its field."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.admin.panels import Panel
from wagtail.admin.panels.group import PanelGroup

from .gate import judgement_day
from .rules import Finding, Status, by_strength
from .sources import findings_of, source_of


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
            anchors.setdefault(name, f"{child_prefix}-section")
        _walk(child, child_prefix, anchors)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: `anchor` on this page, or `kind`, the other page it is mended on."""

    finding: Finding
    anchor: str
    elsewhere: bool


def checklist_context(page: Any, *, today: datetime.date) -> dict[str, Any]:
    """Return what the checklist's template shows for `page` as it stands in memory."""
    source = source_of(page)
    if source is None or not page.pk:
        return {"unsaved": True, "groups": []}
    findings = findings_of(page, on=judgement_day(page, today=today))
    anchors = panel_anchors(type(page))
    groups = []
    for tally in by_strength(findings):
        items = [
            Item(f, anchors.get(f.where.field, "") if f.where.page == source.kind else "", f.where.page != source.kind)
            for f in tally.open
        ]
        groups.append({"tally": tally, "items": items})
    unknown = [f for f in findings if f.status is Status.NOT_CHECKABLE and f.strength is None]
    return {"unsaved": False, "groups": groups, "unknown": unknown[:1], "blocking": [f for f in findings if f.gates]}


class ChecklistPanel(Panel):
    """Shows the findings of the page being edited; its script fetches them anew when a draft has been saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publication/checklist_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            page = self.instance
            context |= checklist_context(page, today=timezone.localdate())
            context["refresh_url"] = reverse("publication_checklist", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            return Media(js=[_Script()], css={"all": [static("publication/checklist.css")]})


class _Script:
    """The checklist's own script, deferred: the panel reads as well without it."""

    def __html__(self) -> str:
        return mark_safe(f'<script src="{static("publication/checklist.js")}" defer></script>')

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Script)

    def __hash__(self) -> int:
        return hash(_Script)
