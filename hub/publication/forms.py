"""The edit form of pages with rules: it lists what is missing and marks each field. First of the gate's four parts."""

from collections.abc import Sequence

from django.forms import BaseModelFormSet, ModelForm
from django.utils import timezone

from hub.core.forms import HubPageForm
from hub.core.publishing import judgement_day

from .gate import new_gaps
from .rules import Finding


class GatedPageForm(HubPageForm):
    """A page form that refuses to publish or to submit while a gating must is unmet. A draft always saves.

    `refused`: why it was.
    """

    refused: Sequence[Finding] = ()

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
        # The checklist's panel lists them, each with a link to its field: an error of the whole form would list them
        # again.
        self.refused = found
        return not found

    def _submitted_children(self) -> dict[str, list]:
        return {
            name: [form.instance for form in formset.forms if _stays(form, formset)]
            for name, formset in self.formsets.items()
        }


def _stays(form: ModelForm, formset: BaseModelFormSet) -> bool:
    return form not in formset.deleted_forms and (form.instance.pk is not None or form.has_changed())
