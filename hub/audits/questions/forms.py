"""The form in which the hub's editors change a template."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class TemplateForm(WagtailAdminModelForm):
    """Marks what it saves as edited, so that a new release leaves it alone."""

    def save(self, commit: bool = True) -> Any:
        self.instance.is_edited = True
        return super().save(commit)
