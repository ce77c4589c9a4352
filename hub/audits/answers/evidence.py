"""What the hub holds that may show that a criterion is in place: findings and activities, as they are today.

Nothing of it is kept with the audit: what is shown is what is found on the day it is read.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hub.publication.rules import Finding, Status, evaluate
from hub.schools.duties import places
from hub.schools.duties.due import Addresses
from hub.schools.duties.published import published_by, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.models import School

# For what each rule is evidence: benchmarks (or points of them) and elements of London Ambitions, by their slugs.
CRITERIA: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("PUB-01", "PUB-02", "PUB-03", "PUB-04", "PUB-05", "PUB-08", "PUB-09"), ("gb1-3", "la3")),
    **dict.fromkeys(("PUB-06a", "PUB-06b", "PUB-06c", "PUB-06d"), ("gb1-3",)),
    "PUB-07": ("gb1-4",),
    **dict.fromkeys((f"PAL-{number:02}" for number in range(1, 14)), ("gb7-1",)),
    "CAG-01": ("gb8-1", "la1"),
    "GB1-G": ("gb1-1",),
    "GB1-W": ("gb1-2",),
    "GB8-W": ("gb8-2", "la1"),
    "GB2-W": ("gb2-1", "gb2-2", "la5"),
    "WEX-1": ("gb6-1", "la2"),
    "WEX-2": ("gb6-1", "la2"),
    **dict.fromkeys((f"LA3-{number}" for number in range(1, 7)), ("la3",)),
    "LA4-1": ("la4",),
    "LA2-1": ("la2",),
    "LA5-1": ("la5",),
    "LA6-1": ("la6",),
    "LA7-1": ("la7",),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as evidence, and where in the admin it is looked at."""

    finding: Finding
    address: str


@dataclass(frozen=True)
class Evidence:
    """What the hub holds of one school on one day. `activities`: how many of its programme name a criterion."""

    found: Mapping[str, list[Found]] = field(default_factory=dict)
    activities: Mapping[str, int] = field(default_factory=dict)
    programme: str = ""

    def findings(self, criteria: Iterable[str]) -> list[Found]:
        """Return the findings for any of these criteria, each once. A point is found under its own slug alone."""
        found: dict[str, Found] = {}
        for slug in criteria:
            found |= {each.finding.rule.id: each for each in self.found.get(slug, ())}
        return list(found.values())

    def counted(self, benchmark: str) -> int:
        """Return how many activities of the programme name this benchmark, or a point of it."""
        return self.activities.get(benchmark, 0)


def evidence_at(school: School, *, on: datetime.date) -> Evidence:
    """Return what the hub holds of `school` on `on`, in a number of queries that does not grow with the questions."""
    published = published_by(school, on=on)
    addresses = Addresses([school.pk])
    found: defaultdict[str, list[Found]] = defaultdict(list)
    for finding in evaluate(subject_from(school, published), RULES, on):
        if finding.status is Status.NOT_APPLICABLE:
            continue
        for slug in CRITERIA.get(finding.rule.id, ()):
            found[slug].append(Found(finding, addresses.of(school.pk, finding.where.page)))
    named = [set(row.criteria or ()) for row in published.rows.get("programme", ())]
    counts: Counter[str] = Counter()
    for slugs in named:
        counts.update(slugs | {slug.split("-")[0] for slug in slugs if slug.startswith("gb")})
    return Evidence(found, counts, addresses.of(school.pk, places.CAREERS))
