"""Every rule a school is judged by, as data, in the order a reader meets them. To add one, add it to its family."""

from hub.publication.rules import Rule
from hub.schools.careers.rules import ambitions, guidance, publishing
from hub.schools.provider_access import rules

RULES: tuple[Rule, ...] = (*publishing.RULES, *rules.RULES, *guidance.RULES, *ambitions.RULES)
RULES_BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
