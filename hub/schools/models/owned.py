"""What every page of a school shares: it knows its school, stays with it, and takes it from the page above."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.models import BasePage

from .register import School

if TYPE_CHECKING:
    from wagtail.models import Page


def school_above(parent: "Page | None") -> School | None:
    """Return the school that `parent` belongs to, or None."""
    return getattr(parent.specific, "school", None) if parent else None


class SchoolOwnedPage(BasePage):
    """A page under a school's home page."""

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("school"), editable=False
    )

    parent_page_types = ["schools.SchoolHomePage"]

    class Meta:
        abstract = True

    def _take_school(self) -> None:
        # By now the page has its place in the tree, whoever made it.
        if self.school_id is None and self.depth and self.depth > 1:
            self.school = school_above(self.get_parent())

    def save(self, *args, **kwargs):
        self._take_school()
        return super().save(*args, **kwargs)

    def get_preview_context(self, request, mode_name):
        self._take_school()  # a new page is previewed before it is saved
        return super().get_preview_context(request, mode_name)

    def can_move_to(self, parent: "Page") -> bool:
        """Pages of one school never move to another."""
        return super().can_move_to(parent) and school_above(parent) == self.school
