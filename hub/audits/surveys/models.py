"""A survey, its questions, the counts of its closed answers, and its open answers.

No row is one person's: a closed answer is one more in a count, for a year group as a whole. An open answer stands by
itself, under a key made by chance, so that neither a time, nor an order, nor a year group belongs to it. Nothing of the
sender is stored.
"""

import datetime
import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hub.audits.surveys.seeds import BY_SLUG, SCALES, Audience, Kind, SeedQuestion, seed_question
from hub.publication.rules import LazyText
from hub.schools.models import School

QUESTIONS_MOST = 8
OPEN_MOST = 300
# All together, where years are not asked for.
NO_YEAR = 0


def new_key() -> str:
    """Return the part of a public address that nobody can guess: 128 bits."""
    return secrets.token_urlsafe(16)


class Survey(models.Model):
    """One survey of a school. `years`: the year groups of pupils who are asked, empty for everybody else."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="surveys")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    title = models.CharField(_("title"), max_length=120)
    seed = models.CharField(max_length=32, blank=True, editable=False)
    audience = models.CharField(_("who is asked"), max_length=12, choices=Audience)
    years = models.JSONField(_("year groups"), default=list, blank=True)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def __str__(self) -> str:
        return self.title

    def is_closed(self, on: datetime.date) -> bool:
        """Tell whether it takes no more answers on `on` and later. Once closed it never opens again."""
        return self.closed_on is not None or on > self.closes_on

    def is_open(self, on: datetime.date) -> bool:
        """Tell whether it takes answers on `on`."""
        return self.opens_on <= on and not self.is_closed(on)

    @property
    def said_title(self) -> str:
        """The title in the reader's language, where it is one of the hub's own."""
        seed = BY_SLUG.get(self.seed)
        with translation.override(settings.LANGUAGE_CODE):
            is_the_hubs = seed is not None and str(seed.title) == self.title
        return str(seed.title) if seed is not None and is_the_hubs else self.title

    @property
    def groups(self) -> list[int]:
        """The groups whose answers are counted apart."""
        return sorted(self.years) or [NO_YEAR]


class SurveyQuestion(models.Model):
    """A question of a survey. `seed` names one of the hub's own, whose words are translated; else `text` is all."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=40, blank=True)
    kind = models.CharField(_("answered by"), max_length=8, choices=Kind)
    text = models.CharField(_("question"), max_length=200)
    choices = models.JSONField(_("answers to choose from"), default=list, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of a survey")

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.kind == Kind.OPEN

    @property
    def of_the_hub(self) -> SeedQuestion | None:
        """The hub's own question that this is, in the words that it has today."""
        found = seed_question(self.seed)
        return found if found is not None and found.kind == self.kind else None

    def said(self, *, easy: bool = False) -> str:
        """Return the question in the reader's language, where it is one of the hub's own; in easy words if asked."""
        seeded = self.of_the_hub
        if seeded is None:
            return self.text
        return str((easy and seeded.easy) or seeded.text)

    @property
    def options(self) -> list[LazyText]:
        """The answers to choose from, in order; none of an open question."""
        return list(SCALES.get(self.kind, self.choices))


class Group(models.Model):
    """How many of a year group (0: all together) have answered a survey, `on_paper` of them as typed in by the school.

    What is typed in is known to whoever typed it: the others are a group of their own, and shown or hidden as one.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answered")
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField(default=0)
    on_paper = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("survey", "year"), name="one_group_of_a_survey_by_year")]

    def __str__(self) -> str:
        return f"{self.survey_id}.{self.year}: {self.n}"


class Count(models.Model):
    """How many of a year group (0: all together) chose an answer, by its place among the question's options."""

    question = models.ForeignKey(SurveyQuestion, on_delete=models.CASCADE, related_name="counts")
    option = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("question", "option", "year"), name="one_count_by_question_option_year")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.option}.{self.year}: {self.n}"


class OpenAnswer(models.Model):
    """One line that somebody wrote. Its key is made by chance: keys in order would say who wrote after whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(SurveyQuestion, on_delete=models.CASCADE, related_name="open_answers")
    text = models.CharField(max_length=OPEN_MOST)

    class Meta:
        verbose_name = _("open answer of a survey")
        verbose_name_plural = _("open answers of a survey")

    def __str__(self) -> str:
        return self.text
