"""The careers policy, which a governing body approves."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Workflow

from hub.core.models import BasePage
from hub.core.synchronised import facts
from hub.publication.panels import ChecklistPanel
from hub.schools.policy.blocks import PolicyBlock
from hub.schools.policy.forms import PolicyPageForm
from hub.schools.policy.models.workflow import approval_workflow, can_be_sent
from hub.schools.policy.panels import ApprovalPanel
from hub.schools.word.models import FROM_WORD, FromWordPage
from hub.schools.word.panels import FromWordPanel


class CareersPolicyPage(FromWordPage):
    """The policy: a page of its own, because a governing body approves a policy and not a telephone number."""

    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    change_note = models.TextField(
        _("what changed"),
        max_length=500,
        blank=True,
        help_text=_(
            "Since the text that was approved last: governors read it first, and the public beside the approval."
        ),
    )
    sections = StreamField(PolicyBlock(), verbose_name=_("sections"), blank=True)

    override_translatable_fields = facts(*FROM_WORD)
    base_form_class = PolicyPageForm
    page_description = _(
        "What the school has decided about careers, for its governors to approve. It can begin as a Word document."
    )
    subpage_types: list[str] = []
    max_count_per_parent = 1

    content_panels = [
        ChecklistPanel(heading=_("What London Ambitions asks of a policy")),
        *BasePage.content_panels,
        FieldPanel("effective_from"),
        ApprovalPanel(heading=_("Approval by head and governing body")),
        FieldPanel("change_note"),
        FromWordPanel(heading=_("From Word")),
        FieldPanel("sections"),
        FieldPanel("unplaced"),
    ]

    class Meta:
        verbose_name = _("careers policy")
        verbose_name_plural = _("careers policies")

    def get_workflow(self) -> Workflow | None:
        """Return the way to the governing body, if it has people here.

        A translation follows the English text and has none of its own.
        """
        return approval_workflow() if self.locale_id == Locale.get_default().pk and can_be_sent(self) else None
