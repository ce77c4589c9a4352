"""PAL: access for colleges and training providers (Education Act 1997 s42B).

Nothing here is recorded on the hub yet, so every rule that applies answers "not checkable": no school may look more
compliant than it is.
"""

import datetime

from django.utils.translation import gettext_lazy as _

from hub.publication.rules import Outcome, Rule, Text, Where, not_checkable
from hub.schools.subject import SchoolSubject

from .duties import Applies, in_years, provider_access
from .places import PROVIDER_ACCESS

POLICY_SINCE = datetime.date(2018, 1, 2)
ENCOUNTERS_SINCE = datetime.date(2023, 1, 1)
# Parts of the statement gate the page they will be written on; meetings are conduct and never do.
PARTS_OF_THE_STATEMENT = {"02", "03", "04", "05", "06"}
FROM_THE_START = {"01", "02", "03", "04", "13"}


def not_recorded(subject: SchoolSubject, on: datetime.date) -> Outcome:
    return not_checkable(_("Not yet recorded here."))


def _rule(
    number: str, title: Text, request: Text, paragraph: str, evidence: Text, applies: Applies = provider_access
) -> Rule:
    return Rule(
        id=f"PAL-{number}",
        title=title,
        request=request,
        source=f"Education Act 1997 s42B{paragraph}",
        explanation=_("State-funded secondary schools give colleges and training providers access to their pupils."),
        evidence=evidence,
        where=Where(PROVIDER_ACCESS),
        applies=applies,
        check=not_recorded,
        effective_from=POLICY_SINCE if number in FROM_THE_START else ENCOUNTERS_SINCE,
        gates=number in PARTS_OF_THE_STATEMENT,
    )


RULES = (
    _rule(
        "01",
        _("Provider access policy statement"),
        _("publish a policy statement on access for colleges and training providers"),
        "(3), (7)",
        _("A public page or document with a date"),
    ),
    _rule(
        "02",
        _("How a provider asks for access"),
        _("say in the statement how to ask for access"),
        "(5)(a)",
        _("The procedure and a named contact"),
    ),
    _rule(
        "03",
        _("Grounds for saying yes and for saying no"),
        _("say in the statement on what grounds requests are granted and refused"),
        "(5)(b)",
        _("Two parts, neither empty"),
    ),
    _rule(
        "04",
        _("Premises and facilities for providers"),
        _("describe in the statement the premises or facilities it offers"),
        "(5)(c)",
        _("A description"),
    ),
    _rule(
        "05",
        _("Times at which providers have access"),
        _("give in the statement the times of access"),
        "(5)(c)",
        _("A calendar by year group and term"),
    ),
    _rule(
        "06",
        _("How the meetings with providers will happen"),
        _("explain in the statement how the duty on meetings will be met"),
        "(5)(d)",
        _("A text for each key phase"),
    ),
    _rule(
        "07",
        _("Two meetings with providers, Years 8 and 9"),
        _("give each pupil two meetings with providers between the start of Year 8 and 28 February of Year 9"),
        "(2A), (9A)(a)",
        _("Dated meetings of the whole cohort in the window"),
        in_years(provider_access, 8, 9),
    ),
    _rule(
        "08",
        _("Two meetings with providers, Years 10 and 11"),
        _("give each pupil two meetings with providers between the start of Year 10 and 28 February of Year 11"),
        "(2A), (9A)(b)",
        _("Dated meetings of the whole cohort in the window"),
        in_years(provider_access, 10, 11),
    ),
    _rule(
        "09",
        _("Two meetings on offer, Years 12 and 13"),
        _("offer two meetings with providers between the start of Year 12 and 28 February of Year 13"),
        "(1A), (9A)(c)",
        _("Dated meetings that were put on in the window"),
        in_years(provider_access, 12, 13),
    ),
    _rule(
        "10",
        _("Not the same provider twice"),
        _("see that the meetings in a phase are not with exactly the same provider"),
        "(2A)(a)(ii)",
        _("Different sets of providers"),
        in_years(provider_access, 8, 9, 10, 11),
    ),
    _rule(
        "11",
        _("What each meeting covers"),
        _("ask each provider to cover four things: itself, the careers, what learning is like, and pupils' questions"),
        "(2A)(b)",
        _("Four ticks for each meeting"),
    ),
    _rule(
        "12",
        _("Meetings inside the school day"),
        _("hold the meetings for a reasonable time in the standard school day"),
        "(2B)",
        _("Start and end inside school hours; an evening does not count"),
    ),
    _rule(
        "13",
        _("A range of providers"),
        _("give access to a range of providers"),
        "(1)",
        _("More than one provider"),
    ),
)
