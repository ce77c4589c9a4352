"""The facets: one list for form, query, counts, chips, index and tests. A new facet is one more line.

A facet knows its key in the address, where its values come from, and how to read a page's values. A page type that
keeps them elsewhere says so in its adapter.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from django.apps import apps
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

Text = str | Promise
# Reads a page's values of a facet.
Reader = Callable[[Page], Iterable[str]]
# Cumulative: an activity of 8 minutes counts in up to 10, 20, 30 and 60.
MINUTES = (10, 20, 30, 60)


@dataclasses.dataclass(frozen=True)
class Choice:
    """One value of a facet. `labels` holds the label by language code; `chip` is its longer name, where it has
    one; `group` puts values together on the page (years under their key stage); `synonyms` are what else it is
    called."""

    value: str
    label: Text
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)
    chip: Text = ""
    retired: bool = False
    group: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.labels.get(get_language() or "en") or str(self.label)

    @property
    def chip_text(self) -> str:
        return str(self.chip) or self.text


@dataclasses.dataclass(frozen=True)
class Facet:
    """One way to narrow a search. `shown`: "years" (cells), "open" (five rows, then more) or "folded"."""

    key: str
    label: Text
    choices: Callable[[], list[Choice]]
    read: Reader
    shown: str = "folded"


def terms(model: str, *, group: str = "pk", **wanted: object) -> Callable[[], list[Choice]]:
    """Choices from a vocabulary, in its order, retired terms included (old pages carry them)."""

    def load() -> list[Choice]:
        rows = apps.get_model(model)._default_manager.filter(**wanted).annotate(under=F(group))
        return [
            Choice(
                row.slug,
                row.label,
                row.labels,
                retired=row.retired,
                group=str(row.under),
                synonyms=tuple(row.synonyms),
            )
            for row in rows
        ]

    return load


def points(framework: str) -> Callable[[], list[Choice]]:
    """Choices from the points of a framework that stand under no other."""
    return terms("curriculum.Criterion", framework__slug=framework, parent=None)


def field_choices(model: str, name: str) -> Callable[[], list[Choice]]:
    """Choices from a model field's own list."""
    return lambda: [Choice(str(v), t) for v, t in apps.get_model(model)._meta.get_field(name).flatchoices if v]


def fixed(*choices: Choice) -> Callable[[], list[Choice]]:
    return lambda: list(choices)


def slugs(field: str) -> Reader:
    """Read the slugs of the terms in a page's field, be it one term or many; a page without the field has none."""

    def read(page: Page) -> Iterable[str]:
        value = getattr(page, field, None)
        if value is None:
            return ()
        return [term.slug for term in value.all()] if hasattr(value, "all") else [value.slug]

    return read


def plain(field: str) -> Reader:
    """Read a page's text field as one value."""
    return lambda page: [str(value)] if (value := getattr(page, field, "")) else []


def stages_of(page: Page) -> Iterable[str]:
    """Key stages follow from the years; they are never ticked by hand."""
    years = getattr(page, "year_groups", None)
    return sorted({year.key_stage.slug for year in years.all()}) if years is not None else ()


def needs_of(page: Page) -> Iterable[str]:
    """Types of need, and `any` for whatever has one: "SEND" names no single type."""
    found = slugs("needs")(page)
    return [*found, ANY_NEED] if found else ()


def need_choices() -> list[Choice]:
    return [Choice(ANY_NEED, _("Any special educational need"), chip=_("Any need (SEND)")), *terms(NEED)()]


def benchmarks_of(page: Page) -> Iterable[str]:
    """Gatsby benchmarks; a sub-criterion counts for its benchmark."""
    return sorted({slug.split("-")[0] for slug in slugs("criteria")(page) if slug.startswith("gb")})


def elements_of(page: Page) -> Iterable[str]:
    return sorted(slug for slug in slugs("criteria")(page) if slug.startswith("la"))


def minute_values(minutes: int | None) -> list[str]:
    """Return the steps a length counts in: all it fits into, or `longer`; none when it is unknown."""
    if minutes is None:
        return []
    return [str(step) for step in MINUTES if minutes <= step] or ["longer"]


def minutes_of(page: Page) -> list[str]:
    return minute_values(getattr(page, "minutes", None))


MINUTE_CHOICES = fixed(
    Choice("10", _("Up to 10"), chip=_("Up to 10 minutes")),
    Choice("20", _("Up to 20"), chip=_("Up to 20 minutes")),
    Choice("30", _("Up to 30"), chip=_("Up to 30 minutes")),
    Choice("60", _("Up to 60"), chip=_("Up to 60 minutes")),
    Choice("longer", _("Longer"), chip=_("Longer than 60 minutes")),
)
KIND_CHOICES = fixed(
    Choice("unit", _("Unit of lessons")),
    Choice("lesson", _("Lesson")),
    Choice("resource", _("Resource")),
    Choice("sheet", _("Sheet")),
    Choice("collection", _("Collection")),
)
NEED = "curriculum.NeedType"
ANY_NEED = "any"
RESOURCE = "resources.LessonResourcePage"

FACETS: tuple[Facet, ...] = (
    Facet(
        "year", _("Year group"), terms("curriculum.YearGroup", group="key_stage__number"), slugs("year_groups"), "years"
    ),
    Facet("minutes", _("Minutes"), MINUTE_CHOICES, minutes_of, "open"),
    Facet("subject", _("Subject"), terms("curriculum.Subject"), slugs("subjects"), "open"),
    Facet("type", _("Type"), terms("curriculum.ResourceType"), slugs("resource_type"), "open"),
    Facet("stage", _("Key stage"), terms("curriculum.KeyStage"), stages_of),
    Facet("kind", _("Unit, lesson, resource or collection"), KIND_CHOICES, lambda page: ()),
    Facet("sector", _("Job sector"), terms("curriculum.Sector"), slugs("sectors")),
    Facet("need", _("Need"), need_choices, needs_of),
    Facet("audience", _("Audience"), terms("curriculum.Audience"), slugs("audiences")),
    Facet("benchmark", _("Gatsby benchmark"), points("gatsby"), benchmarks_of),
    Facet("element", _("London Ambitions element"), points("london-ambitions"), elements_of),
    Facet("format", _("Format"), field_choices(RESOURCE, "format"), plain("format")),
    Facet("language", _("Language"), field_choices(RESOURCE, "language"), plain("language")),
)
BY_KEY = {facet.key: facet for facet in FACETS}

# Facet key -> value -> choice, both in the order in which they are shown.
FacetValues = Mapping[str, Mapping[str, Choice]]


def load_vocabulary() -> FacetValues:
    """Read every facet's values. One query a vocabulary: hold on to the result (`search.engines.snapshot`)."""
    return {facet.key: {choice.value: choice for choice in facet.choices()} for facet in FACETS}
