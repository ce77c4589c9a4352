"""Panels of the edit view of a careers policy."""

from django.forms import Media

from hub.core.panels import ComputedPanel


class FromWordPanel(ComputedPanel):
    """Beside the sections of a policy: the Word document they were taken from, and the way to take them from one."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/word/panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/word.css"]})


class ApprovalPanel(ComputedPanel):
    """Where the policy is on its way to the governing body, and what to do next."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/approvals/panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/approval.css"]})
