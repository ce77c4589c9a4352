"""A panel of an edit view that shows something computed, by a function that is registered for it.

The page model names the panel; the room that computes its content registers a function in AppConfig.ready().
"""

from collections.abc import Callable
from typing import Any

from django.forms.widgets import Script
from django.http import HttpRequest
from wagtail.admin.panels import Panel
from wagtail.models import Page

from hub.core.page_context import Context

PanelContext = Callable[[Page, HttpRequest], Context]
# Fetches anew what a panel shows, from the address in its `data-refresh-from`, when a draft has been saved. The address
# for a new page ends in /0/, and the script puts in the key. (The stubs know scripts as addresses only.)
REFRESH: Any = Script("hub/js/refresh.js", defer=True)
_contexts: dict[type[Panel], PanelContext] = {}


def register_panel_context(panel: type["ComputedPanel"], context: PanelContext) -> None:
    """Register `context(instance, request) -> names and values` for the template of `panel`."""
    _contexts[panel] = context


class ComputedPanel(Panel):
    """Shows what is computed of the page as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            context = super().get_context_data(parent_context)
            return {**context, **_contexts[type(self.panel)](self.instance, self.request)}
