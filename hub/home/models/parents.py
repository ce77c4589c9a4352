"""What a family may expect, year by year."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hub.core.blocks import StoryBlock
from hub.core.models import BasePage


class ParentsPage(BasePage):
    """`/parents/`: what a child should get in each year (the terms say it), then an editor's own words."""

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page for parents")
        verbose_name_plural = _("pages for parents")
