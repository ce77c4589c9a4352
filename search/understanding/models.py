"""What editors add to the vocabulary: words that people type, and what the hub calls it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.index.analysis import query_words
from search.index.models.entries import IndexMark
from search.understanding.vocabulary import Row

MOST_MEANINGS = 8
LONGEST_PHRASE = 6


def languages() -> list[tuple[str, str]]:
    """Return the site's languages. A function, so that a new one is no migration."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


class Synonym(models.Model):
    """One phrase and what else it stands for, in one language."""

    class Kind(models.TextChoices):
        ALTERNATIVE = "alternative", _("Alternative: either stands for the other")
        ONE_WAY = "one-way", _("One way: who types it finds the other, and not the other way round")

    words = models.CharField(
        _("what people type"),
        max_length=80,
        help_text=_("A word or a short phrase. Capitals and plurals make no difference."),
    )
    means = models.TextField(
        _("what the hub calls it"),
        help_text=_("One word or phrase to a line. Each is looked for as well."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ALTERNATIVE)
    language = models.CharField(_("language"), max_length=12, choices=languages, default="en")
    note = models.TextField(_("note"), blank=True, help_text=_("Why, for other editors. Nobody else sees it."))

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "words"],
                name="search_synonym_once",
                violation_error_message=_("There is a synonym for these words already: add your line to it."),
            )
        ]

    def __str__(self) -> str:
        return self.words

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and have every process use it from its next search on."""
        super().save(*args, **kwargs)
        IndexMark.move(vocabulary=True)

    @transaction.atomic
    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        gone = super().delete(using, keep_parents)
        IndexMark.move(vocabulary=True)
        return gone

    def clean(self) -> None:
        super().clean()
        self.words = " ".join(self.words.split())
        if fault := _fault(self.words, self.language):
            raise ValidationError({"words": fault})
        if not 0 < len(self.lines) <= MOST_MEANINGS:
            raise ValidationError({"means": _("Write one to %(most)s lines.") % {"most": MOST_MEANINGS}})
        own = query_words(self.words, self.language)
        for line in self.lines:
            same = query_words(line, self.language) == own
            fault = _fault(line, self.language) or (_("Search takes this for the same words already.") if same else "")
            if fault:
                raise ValidationError({"means": _("“%(line)s”: %(error)s") % {"line": line, "error": fault}})

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the meanings, one each, without empty lines and repeats."""
        return tuple(dict.fromkeys(" ".join(line.split()) for line in self.means.splitlines() if line.split()))

    @property
    def row(self) -> Row:
        return Row(says=self.words, kind=self.kind, source=self.note or str(_("An editor")), means=self.lines)


def _fault(phrase: str, language: str) -> str | Promise:
    """Return what is wrong with a phrase, in words, or nothing."""
    words = query_words(phrase, language)
    if not words:
        return _("There is no word in it.")
    if len(words) > LONGEST_PHRASE:
        return _("At most %(most)s words, please.") % {"most": LONGEST_PHRASE}
    if any(sign in phrase for sign in '"“”*'):
        return _("Leave out quotation marks and stars.")
    return ""
