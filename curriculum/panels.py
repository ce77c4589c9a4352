"""Panels of the edit view of a unit."""

from hub.core.panels import ComputedPanel


class PlacePanel(ComputedPanel):
    """Shows what the unit repeats on the map, and which strands its years still lack, as last saved."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "curriculum/admin/place_panel.html"
