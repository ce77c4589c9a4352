"""Strength of a rule and status of a finding, each with its label."""

import enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy


class Strength(enum.Enum):
    """How a rule binds. Never blended into one figure."""

    MUST = "must"
    SHOULD = "should"
    VOLUNTARY = "voluntary"

    @property
    def label(self) -> Promise:
        return _STRENGTH_LABELS[self]


class Status(enum.Enum):
    """The result of evaluating one rule."""

    MET = "met"
    EXPIRING = "expiring"
    UNDER_WAY = "under-way"
    MISSING = "missing"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not-applicable"
    NOT_CHECKABLE = "not-checkable"

    @property
    def label(self) -> Promise:
        return _STATUS_LABELS[self]

    @property
    def satisfied(self) -> bool:
        """Met today, however soon it lapses."""
        return self in (Status.MET, Status.EXPIRING)

    @property
    def unmet(self) -> bool:
        """Not there though it should be by now. What is under way, or cannot be checked, is neither met nor unmet."""
        return self in (Status.MISSING, Status.OVERDUE)


_STRENGTH_LABELS = {
    Strength.MUST: gettext_lazy("Must"),
    Strength.SHOULD: gettext_lazy("Should"),
    Strength.VOLUNTARY: gettext_lazy("London Ambitions (voluntary)"),
}
_STATUS_LABELS = {
    Status.MET: pgettext_lazy("finding", "Met"),
    Status.EXPIRING: pgettext_lazy("finding", "Met, due soon"),
    Status.UNDER_WAY: pgettext_lazy("finding", "Under way"),
    Status.MISSING: pgettext_lazy("finding", "Not yet"),
    Status.OVERDUE: pgettext_lazy("finding", "Overdue"),
    Status.NOT_APPLICABLE: pgettext_lazy("finding", "Does not apply"),
    Status.NOT_CHECKABLE: pgettext_lazy("finding", "Not checkable"),
}
