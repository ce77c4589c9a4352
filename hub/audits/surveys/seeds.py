"""The surveys that the hub offers to begin with. Their words are translated; `easy` says the same in easy words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.publication.rules import LazyText


class Audience(models.TextChoices):
    """Who is asked."""

    PUPILS = "pupils", _("Pupils")
    PARENTS = "parents", _("Parents and carers")
    STAFF = "staff", _("Staff")
    EMPLOYERS = "employers", _("Employers")


class Kind(models.TextChoices):
    """How a question is answered."""

    SCALE_4 = "scale-4", _("A scale of four, from no to yes")
    SCALE_5 = "scale-5", _("A scale of five, from no to yes")
    CHOICE = "choice", _("One of several")
    OPEN = "open", _("One line of text")


SCALES: Mapping[str, tuple[LazyText, ...]] = {
    Kind.SCALE_4: (
        pgettext_lazy("answer", "No"),
        pgettext_lazy("answer", "A little"),
        pgettext_lazy("answer", "Mostly"),
        pgettext_lazy("answer", "Yes"),
    ),
    Kind.SCALE_5: (
        pgettext_lazy("answer", "No"),
        pgettext_lazy("answer", "A little"),
        pgettext_lazy("answer", "Half and half"),
        pgettext_lazy("answer", "Mostly"),
        pgettext_lazy("answer", "Yes"),
    ),
}


@dataclass(frozen=True, slots=True)
class SeedQuestion:
    """A question of the hub's own."""

    text: LazyText
    easy: LazyText = ""
    kind: Kind = Kind.SCALE_4


@dataclass(frozen=True, slots=True)
class Seed:
    """A survey to begin with."""

    slug: str
    title: LazyText
    audience: Audience
    questions: tuple[SeedQuestion, ...]


SEEDS = (
    Seed(
        "pupils-year",
        _("Careers this year"),
        Audience.PUPILS,
        (
            SeedQuestion(_("I know some jobs that could suit me."), _("I know jobs I could do.")),
            SeedQuestion(_("I know what I can do after this school."), _("I know where I can go after school.")),
            SeedQuestion(_("I know whom to ask about my next step."), _("I know who can help me.")),
            SeedQuestion(_("Lessons show me who uses what I learn."), _("Lessons show me jobs.")),
            SeedQuestion(_("What should we do more of?"), _("What do you want more of?"), Kind.OPEN),
        ),
    ),
    Seed(
        "pupils-event",
        _("After a visit or an event"),
        Audience.PUPILS,
        (
            SeedQuestion(_("It was interesting."), _("I liked it.")),
            SeedQuestion(_("I learned something new about a job."), _("I learned about a job.")),
            SeedQuestion(_("I can see myself in work like this."), _("I could do this work.")),
            SeedQuestion(_("What will you remember?"), kind=Kind.OPEN),
        ),
    ),
    Seed(
        "parents",
        _("Parents and carers on careers"),
        Audience.PARENTS,
        (
            SeedQuestion(_("I know what the school does about careers."), _("I know how the school helps with work.")),
            SeedQuestion(
                _("I know what my child can do after school."), _("I know where my child can go after school.")
            ),
            SeedQuestion(_("I know whom to ask at the school."), _("I know who can help us.")),
            SeedQuestion(_("What would help your family?"), kind=Kind.OPEN),
        ),
    ),
    Seed(
        "staff",
        _("Staff on careers"),
        Audience.STAFF,
        (
            SeedQuestion(_("In my subject I show which jobs use what pupils learn.")),
            SeedQuestion(_("I know where to find lessons and figures about jobs.")),
            SeedQuestion(_("I know what to say when a pupil asks about a next step.")),
            SeedQuestion(_("What would help you?"), kind=Kind.OPEN),
        ),
    ),
    Seed(
        "employers",
        _("Employers after a visit"),
        Audience.EMPLOYERS,
        (
            SeedQuestion(_("I knew beforehand what the school wanted.")),
            SeedQuestion(_("The pupils were prepared.")),
            SeedQuestion(_("I would come again.")),
            SeedQuestion(_("What should we do better?"), kind=Kind.OPEN),
        ),
    ),
)
BY_SLUG = {seed.slug: seed for seed in SEEDS}


def seed_question(key: str) -> SeedQuestion | None:
    """Return the question that "slug:place" names, if the hub still has it."""
    slug, _colon, place = key.partition(":")
    seed = BY_SLUG.get(slug)
    if seed is None or not place.isdecimal() or int(place) >= len(seed.questions):
        return None
    return seed.questions[int(place)]
