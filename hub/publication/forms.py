"""The first of the gate's four parts: the editor's form says what is missing, at its field and in a list."""

from django.core.exceptions import ValidationError
from django.forms import BaseModelFormSet, ModelForm
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.core.forms import HubPageForm
from hub.core.publishing import judgement_day

from .gate import new_gaps


class GatedPageForm(HubPageForm):
    """A page form that refuses to publish or to submit while a gating must is unmet. A draft always saves."""

    def is_valid(self) -> bool:
        # The instance carries the submitted values only after Django's own checks; child rows stay in their formsets.
        valid = super().is_valid()
        if not valid or self.is_deferred_validation:
            return valid
        day = judgement_day(self.instance, today=timezone.localdate())
        found = new_gaps(self.instance, on=day, children=self._submitted_children())
        for finding in found:
            if finding.where.field in self.fields:
                self.add_error(finding.where.field, finding.message)
        if found:
            listed = [ValidationError(finding.message) for finding in found]
            self.add_error(None, [ValidationError(_("Not published. Save it as a draft, or mend this:")), *listed])
        return not found

    def _submitted_children(self) -> dict[str, list]:
        return {
            name: [form.instance for form in formset.forms if _stays(form, formset)]
            for name, formset in self.formsets.items()
        }


def _stays(form: ModelForm, formset: BaseModelFormSet) -> bool:
    return form not in formset.deleted_forms and (form.instance.pk is not None or form.has_changed())
