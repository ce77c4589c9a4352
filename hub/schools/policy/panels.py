"""Panels of the edit view of a careers policy."""

from django.forms import Media

from hub.core.panels import ComputedPanel


class FromWordPanel(ComputedPanel):
    """Shows the Word document that a policy was imported from, and a link to import one."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/word/panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/word.css"]})


class ApprovalPanel(ComputedPanel):
    """Shows the workflow step of the policy, and what to do next."""

    class BoundPanel(ComputedPanel.BoundPanel):
        template_name = "schools/admin/approvals/panel.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/approval.css"]})
