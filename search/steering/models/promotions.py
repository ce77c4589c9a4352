"""What editors put first for a search, until a day."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from search.index.analysis import query_words
from search.index.models.entries import IndexMark


def key_of(text: str, locale: str) -> str:
    """Return a wording as it is compared: its telling words, analysed, in one order."""
    return " ".join(sorted(query_words(text, locale)))


class PromotionQuerySet(models.QuerySet):
    def in_force(self, on: datetime.date) -> "PromotionQuerySet":
        return self.filter(models.Q(expires__isnull=True) | models.Q(expires__gte=on))


class Promotion(models.Model):
    """A page that comes first when these words are searched: for one key stage, or for any."""

    words = models.CharField(
        _("words"),
        max_length=200,
        help_text=_("What people type. Order, capitals and endings make no difference."),
    )
    stage = models.ForeignKey(
        "curriculum.KeyStage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("key stage"),
        help_text=_("Only when this key stage, or a year of it, is chosen. Leave empty for every search."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("A unit, a resource or a collection. It is shown only while it is public."),
    )
    expires = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty to show it until further notice.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Why, for other editors. Nobody else sees it."))
    key = models.CharField(max_length=200, editable=False)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("chosen result")
        verbose_name_plural = _("chosen results")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return self.words

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and have every process read the promotions again."""
        self.key = key_of(self.words, self.page.locale.language_code)
        super().save(*args, **kwargs)
        IndexMark.move()

    @transaction.atomic
    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        gone = super().delete(using, keep_parents)
        IndexMark.move()
        return gone

    def clean(self) -> None:
        super().clean()
        if self.page_id and not key_of(self.words, self.page.locale.language_code):
            raise ValidationError({"words": _("Write at least one word.")})
