"""Panels of the edit view of a yearly report."""

from django.forms import Media

from hub.core.panels import ComputedPanel


class ReportFiguresPanel(ComputedPanel):
    """Shows the figures that a yearly report was drafted with, and leads to taking them anew."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/annual_report/figures_panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/word.css"]})
