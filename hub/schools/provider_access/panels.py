"""Panels of the edit view of a provider access statement."""

from django.forms import Media

from hub.core.panels import REFRESH, ComputedPanel


class MeetingsPanel(ComputedPanel):
    """Shows what each key phase still needs and by when, as last saved; reloaded when a draft has been saved."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/provider_access/meetings_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH])
