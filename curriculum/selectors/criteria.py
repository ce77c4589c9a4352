"""Groups criteria by their framework."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from curriculum.models import Criterion, Framework

NUMBERED = re.compile(r"[A-Z]+(?=\d)")
# The search page's facet for criteria of these frameworks.
FACETS = {"gatsby": "benchmark", "london-ambitions": "element"}


@dataclass
class Group:
    """A framework and some of its criteria, each with a number that readers may know (how often it is met)."""

    framework: Framework
    criteria: list[Criterion] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return short_name(self.framework)

    @property
    def short(self) -> str:
        """The criteria in one line: "2.1, 4.1" or, without numbers, their labels."""
        return ", ".join(short_code(criterion) for criterion in self.criteria)

    @property
    def rows(self) -> list[dict]:
        """Each criterion with its code, its count and the facet value that finds it."""
        return [
            {
                "criterion": each,
                "code": short_code(each) if NUMBERED.match(each.code) else "",
                "count": self.counts.get(each.pk, 0),
                "facet": FACETS.get(self.framework.slug, ""),
                "value": each.slug.partition("-")[0],
            }
            for each in self.criteria
        ]


def short_name(framework: Framework) -> str:
    """Return what people call it: "Gatsby", "CDI"."""
    return framework.synonyms[0] if framework.synonyms else str(framework)


def short_code(criterion: Criterion) -> str:
    """Return "2.1" for GB2.1, and the label where the framework has no numbers."""
    return NUMBERED.sub("", criterion.code) if NUMBERED.match(criterion.code) else str(criterion)


def grouped(criteria: Iterable[Criterion], counts: dict[int, int] | None = None) -> list[Group]:
    """Group criteria by framework, both in their own order; the frameworks come in one query."""
    frameworks = {each.pk: each for each in Framework.objects.all()}
    groups: dict[int, Group] = {}
    for criterion in sorted(criteria, key=lambda each: (each.order, each.slug)):
        framework = frameworks[criterion.framework_id]
        groups.setdefault(framework.pk, Group(framework, counts=counts or {})).criteria.append(criterion)
    return [groups[pk] for pk in frameworks if pk in groups]
