"""Panels of the edit view of a careers page."""

from typing import Any

from django.forms import HiddenInput, Media
from wagtail.admin.panels import InlinePanel, Panel

from hub.core.panels import REFRESH, ComputedPanel


class ProgrammePanel(ComputedPanel):
    """Shows the totals of the programme as last saved; reloaded when a draft has been saved."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/careers/programme_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})


class RowsPanel(InlinePanel):
    """The rows of the programme; where the form has none of them (`CareersPageForm`), a word on where they are."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any):
            form, relation = kwargs.get("form"), kwargs["panel"].relation_name
            self.is_elsewhere = form is not None and relation not in form.formsets
            if form is None or not self.is_elsewhere:
                super().__init__(**kwargs)
                return
            Panel.BoundPanel.__init__(self, **kwargs)
            self.template_name = "schools/admin/careers/rows_elsewhere.html"
            self.count = form.programme_count

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            if self.is_elsewhere:
                return Panel.BoundPanel.get_context_data(self, parent_context)
            return super().get_context_data(parent_context)

        def js_opts(self) -> dict[str, Any]:
            return Panel.BoundPanel.js_opts(self) if self.is_elsewhere else super().js_opts()

        def telepath_pack(self, context: Any) -> Any:
            # By its name the edit view's script knows what to make of it: nothing but a panel.
            return ("wagtail.panels.Panel", [self.js_opts()]) if self.is_elsewhere else super().telepath_pack(context)


class LessonPanel(Panel):
    """The lesson of a row, which the table chooses: kept in the row's form, and not changed there.

    A row that has never been public is made anew of what its form sends.
    """

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": ["lesson"], "widgets": {"lesson": HiddenInput}}

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/careers/lesson_of_row.html"


class ReadingPanel(ComputedPanel):
    """Shows how easy the summary for parents is to read, as last saved: advice that never prevents publishing."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/careers/reading_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})
