"""The edit form of the careers policy."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.schools.policy.fitness import unfit
from hub.schools.policy.models.workflow import can_be_sent
from hub.schools.word.forms import FromWordPageForm

# The buttons that send a policy to head and governors, by their names in Wagtail's form.
SENDING = ("action-submit", "action-restart-workflow")


class PolicyPageForm(FromWordPageForm):
    """Sends nothing to head and governors that is not fit to be decided on, and nothing where nobody could."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not valid or not any(name in self.data for name in SENDING):
            return valid
        found = unfit(sections=self.instance.sections, unplaced=self.instance.unplaced)
        for field, words in found.items():
            self.add_error(field if field in self.fields else None, words)
        if found:
            self.add_error(None, ValidationError([_("Not sent. Save it as a draft, or fix this:"), *found.values()]))
        if not can_be_sent(self.instance):
            self.add_error(None, _("Not sent: nobody at this school could answer. Save it as a draft."))
        return not self.errors
