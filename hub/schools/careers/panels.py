"""Panels of the edit view of a careers page."""

from django.forms import Media

from hub.core.panels import ComputedPanel
from hub.publication.panels import REFRESH


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
