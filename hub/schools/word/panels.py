"""Panels of the edit view of a page that can begin as a Word document."""

from django.forms import Media

from hub.core.panels import ComputedPanel


class FromWordPanel(ComputedPanel):
    """Shows the Word document that a page was imported from, and a link to import one."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/word/panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/word.css"]})
