"""What those who oversee answer for: every duty in law that is not met or is under way, as what to ask about it."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .rules import Finding, Status, Strength


def answered_for(findings: Iterable[Finding]) -> list[Finding]:
    """Return what the law asks that is not met, whether its day has passed or not, then what of it is under way."""
    asked = [f for f in findings if f.strength is Strength.MUST and (f.status.unmet or f.status is Status.UNDER_WAY)]
    return sorted(asked, key=lambda finding: finding.status is Status.UNDER_WAY)


def question(finding: Finding) -> str:
    """Return what to ask of those who see to it."""
    who = str(finding.qualification.bearer or _("the school"))
    day = date_format(finding.due, "j F Y") if finding.due else ""
    said = {"who": who, "begin": capfirst(who), "request": finding.rule.request, "day": day}
    if finding.status is Status.UNDER_WAY:
        return _("What is still to come by %(day)s, so that %(who)s can %(request)s?") % said
    if finding.status is Status.MISSING and finding.late:
        return _("%(begin)s had until %(day)s to %(request)s: what is missing, and what changes now?") % said
    return _("When will %(who)s %(request)s, and who sees to it?") % said
