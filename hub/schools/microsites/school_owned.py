"""The base class of every page of a school: its school is that of the parent page, and never changes."""

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.core.acronyms import Explainer
from hub.core.models import BasePage
from hub.core.page_context import Context
from hub.schools.register.models import School

# In the query of an English page: the language in which the school was asked for and has no page.
ASKED_IN = "asked"

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
    # What this page in memory was last judged with, and on which day (hub.schools.duties.published.subject_of).
    judged_with: tuple[datetime.date, Any] | None = None
    # The page as its own row holds it, where its editor has read that (hub.schools.tenancy.viewsets); of a page without
    # a draft it is this one.
    as_stored: "SchoolOwnedPage | None" = None

    class Meta:
        abstract = True

    def _take_school(self) -> None:
        # By now the page has its place in the tree, by whatever code it was created.
        if self.school_id is None and self.depth and self.depth > 1:
            self.school = school_above(self.get_parent())

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return a draft as a page of the same school: which that is, no draft says, so none is looked up for it."""
        page = super().with_content_json({name: held for name, held in content.items() if name != "school"})
        page.school_id = self.school_id
        return page

    def save(self, *args: object, **kwargs: object) -> None:
        self._take_school()
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Add what explains abbreviations, once on this page; those of the list are English ones."""
        context = super().get_context(request, *args, **kwargs)
        is_english = self.locale.language_code.startswith("en")
        return {**context, "acronyms": Explainer() if is_english else None}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> Context:
        self._take_school()  # a new page is previewed before it is saved
        return super().get_preview_context(request, mode_name)

    def can_move_to(self, parent: "Page") -> bool:
        """Pages of one school never move to another."""
        return super().can_move_to(parent) and school_above(parent) == self.school
