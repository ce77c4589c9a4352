"""Panels of a school's own edit views."""

from django.utils import timezone
from wagtail.admin.panels import Panel


class MeetingsPanel(Panel):
    """Shows, for the page as it was last saved, what each key phase still needs and by when."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/meetings_panel.html"

        def get_context_data(self, parent_context=None):
            from hub.schools.selectors.provider_access import phases_of

            context = super().get_context_data(parent_context)
            page = self.instance
            context["phases"] = phases_of(page, on=timezone.localdate()) if page.pk else []
            return context
