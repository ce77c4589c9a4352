"""Every rule a school is judged by, as data, in the order a reader meets them.

The rules stand with what they speak of (careers/rules, provider_access/rules) and are registered here in
AppConfig.ready(). To add one, add it to its family.
"""

from collections.abc import Iterable

from hub.publication.rules import Rule
from hub.schools.duties.subject import SchoolSubject

RULES: list[Rule[SchoolSubject]] = []
RULES_BY_ID: dict[str, Rule[SchoolSubject]] = {}


def register_rules(rules: Iterable[Rule[SchoolSubject]]) -> None:
    """Add a family of rules, after those already here."""
    for rule in rules:
        RULES.append(rule)
        RULES_BY_ID[rule.id] = rule
