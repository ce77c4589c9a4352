"""What schools are asked to publish and to do, as a list to read: the rules without any school they are judged on.

How each binds depends on the type of school, which only its own page can say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.publication.rules import LazyText, NamedRule
from hub.schools.duties.rules import RULES
from hub.schools.duties.statement import GROUPS

LAW, GUIDANCE, AMBITIONS = "law", "guidance", "ambitions"
FAMILIES: Mapping[str, Promise] = {
    LAW: _("In law"),
    GUIDANCE: _("In guidance"),
    AMBITIONS: _("London Ambitions, voluntary"),
}
_AMBITIONS = "LA"


@dataclass(frozen=True)
class Asked:
    """One line: a rule, or several that are shown as one. `family` is law, guidance or ambitions."""

    title: LazyText
    rules: tuple[NamedRule, ...]
    family: str

    @property
    def anchor(self) -> str:
        return f"asked-{self.rules[0].id}"

    @property
    def requests(self) -> list[str]:
        """What it asks, each as a sentence."""
        return [f"{capfirst(str(rule.request))}." for rule in self.rules]

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(str(rule.source) for rule in self.rules))

    @property
    def label(self) -> LazyText:
        return FAMILIES[self.family]


def asked() -> list[Asked]:
    """Return all lines in the order of the rules; those of a group stand where its first rule does."""
    groups = {rule_id: group for group in GROUPS for rule_id in group[1]}
    by_group: dict[str, list[NamedRule]] = {}
    titles: dict[str, LazyText] = {}
    for rule in RULES:
        title, ids = groups.get(rule.id, (rule.title, (rule.id,)))
        by_group.setdefault(ids[0], []).append(rule)
        titles[ids[0]] = title
    return [Asked(titles[first], tuple(rules), _family(rules[0])) for first, rules in by_group.items()]


def _family(rule: NamedRule) -> str:
    if rule.id.startswith(_AMBITIONS):
        return AMBITIONS
    return LAW if rule.basis.law else GUIDANCE


def by_family() -> list[tuple[LazyText, list[Asked]]]:
    """Return the lines of law, of guidance and of London Ambitions: three lists, never one."""
    lines = asked()
    return [(label, [line for line in lines if line.family == family]) for family, label in FAMILIES.items()]
