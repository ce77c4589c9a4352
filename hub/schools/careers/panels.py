"""Panels of the edit view of a careers page."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script

from hub.core.panels import ComputedPanel

REFRESH: Any = Script("publication/checklist.js", defer=True)


class ProgrammePanel(ComputedPanel):
    """Shows what the programme adds up to, as it was last saved; fetched anew when a draft has been saved."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/careers/programme_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})


class ReadingPanel(ComputedPanel):
    """Shows how easy the summary for parents is to read, as it was last saved: advice, and never a gate."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/careers/reading_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})
