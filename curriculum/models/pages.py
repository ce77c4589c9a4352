"""The curriculum's pages: index, key stage, map. Units are in `units`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from curriculum.models.terms import KeyStage
from hub.core.models import BasePage
from hub.core.synchronised import facts


class CurriculumIndexPage(BasePage):
    """The index page of the curriculum: its key stages and the map."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ul"])

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["curriculum.KeyStagePage", "curriculum.CurriculumMapPage"]
    max_count_per_parent = 1


class KeyStagePage(BasePage):
    """One key stage: its units by year."""

    key_stage = models.ForeignKey(KeyStage, on_delete=models.PROTECT, related_name="+", verbose_name=_("key stage"))
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ul"])

    override_translatable_fields = facts("key_stage")
    content_panels = [*BasePage.content_panels, FieldPanel("key_stage"), FieldPanel("intro")]
    page_description = _("One key stage, which holds its units by year.")
    parent_page_types = ["curriculum.CurriculumIndexPage"]
    subpage_types = ["curriculum.UnitPage"]


class CurriculumMapPage(BasePage):
    """The curriculum map: years across, strands down, with units, gaps and overlaps."""

    page_description = _(
        "Years across and strands down: which units there are, where there are none, and where there are several."
    )
    parent_page_types = ["curriculum.CurriculumIndexPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
