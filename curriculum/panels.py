"""Panels of the edit view of a unit."""

from django.forms import Media

from hub.core.panels import REFRESH, ComputedPanel


class PlacePanel(ComputedPanel):
    """Shows what the unit repeats on the map, and which strands its years still lack, by the newest draft."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "curriculum/admin/place_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH])
