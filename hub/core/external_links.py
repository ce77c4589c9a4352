"""The admin's form for a link to an address elsewhere, which Wagtail answers with a crash if no address is sent."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.chooser import ExternalLinkView


class AddressField(URLOrAbsolutePathField):
    """Wagtail's, which takes it for granted that something was sent."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("" if value is None else value)


class ExternalLinkForm(ExternalLinkChooserForm):
    """Wagtail's form with that field."""

    url = AddressField(label=ExternalLinkChooserForm.base_fields["url"].label)


choose_external_link = require_admin_access(ExternalLinkView.as_view(form_class=ExternalLinkForm))
