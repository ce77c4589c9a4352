"""Panels of the edit view of a careers page."""

from django.forms import Media

from hub.core.panels import ComputedPanel
from hub.publication.panels import REFRESH


class ProgrammePanel(ComputedPanel):
    """Shows the totals of the programme as last saved; reloaded when a draft has been saved."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/careers/programme_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})


class ReadingPanel(ComputedPanel):
    """Shows how easy the summary for parents is to read, as last saved: advice that never prevents publishing."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/careers/reading_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})
