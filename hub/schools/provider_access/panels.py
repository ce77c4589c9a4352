"""Panels of the edit view of a provider access statement."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script

from hub.core.panels import ComputedPanel

REFRESH: Any = Script("publication/checklist.js", defer=True)


class MeetingsPanel(ComputedPanel):
    """Shows what each key phase still needs and by when, as last saved; fetched anew when a draft has been saved."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/provider_access/meetings_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH])
