"""Panels of the edit view of a careers policy."""

from django.forms import Media

from hub.core.panels import ComputedPanel


class ApprovalPanel(ComputedPanel):
    """Shows the workflow step of the policy, and what to do next."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/approvals/panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/approval.css"]})
