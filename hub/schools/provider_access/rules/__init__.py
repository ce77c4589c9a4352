"""PAL: access for colleges and training providers (Education Act 1997 s42B).

The statement's parts gate the page they stand on; meetings are conduct and never do.
"""

import datetime
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from hub.publication.rules import LazyText, Location, Outcome, Rule
from hub.schools.duties import qualifications
from hub.schools.duties.binding import Applies, in_years, provider_access
from hub.schools.duties.places import PROVIDER_ACCESS
from hub.schools.duties.subject import SchoolSubject
from hub.schools.provider_access.key_phases import FIRST, KEY_PHASES, PHASE_YEARS, SECOND, THIRD
from hub.schools.provider_access.rules import cohorts, statement
from hub.schools.provider_access.rules.basis import BASES

POLICY_SINCE = datetime.date(2018, 1, 2)
ENCOUNTERS_SINCE = datetime.date(2023, 1, 1)
PARTS_OF_THE_STATEMENT = {"02", "03", "04", "05", "06"}
FROM_THE_START = {"01", "02", "03", "04", "13"}
WITH_EACH_PUPIL = in_years(provider_access, *FIRST.years, *SECOND.years)
IN_A_PHASE = in_years(provider_access, *PHASE_YEARS)


def _rule(
    number: str,
    title: LazyText,
    request: LazyText,
    explanation: LazyText,
    paragraph: str,
    evidence: LazyText,
    field: str,
    check: Callable[[SchoolSubject, datetime.date], Outcome],
    applies: Applies = provider_access,
) -> Rule[SchoolSubject]:
    return Rule(
        id=f"PAL-{number}",
        title=title,
        request=request,
        source=f"Education Act 1997 s42B{paragraph}",
        explanation=explanation,
        evidence=evidence,
        where=Location(PROVIDER_ACCESS, field),
        applies=applies,
        check=check,
        effective_from=POLICY_SINCE if number in FROM_THE_START else ENCOUNTERS_SINCE,
        gates=number in PARTS_OF_THE_STATEMENT,
        qualification=qualifications.provider_access,
        basis=BASES[number],
    )


RULES = (
    _rule(
        "01",
        _("Provider access policy statement"),
        _("publish a policy statement on access for colleges and training providers"),
        _(
            "The law gives colleges and training providers a way to meet pupils. The school prepares a statement of "
            "how that works, follows it, and publishes it and every change."
        ),
        "(3), (7)",
        _("A public page or document"),
        "dated",
        statement.published,
    ),
    _rule(
        "02",
        _("How a provider asks for access"),
        _("say in the statement how to ask for access"),
        _("A provider can see what steps to take."),
        "(5)(a)",
        _("The procedure"),
        "procedure",
        statement.procedure,
    ),
    _rule(
        "03",
        _("Grounds for saying yes and for saying no"),
        _("say in the statement on what grounds requests are granted and refused"),
        _("A provider can see beforehand when the school says yes and when it says no."),
        "(5)(b)",
        _("Two parts, neither empty"),
        "grounds_for_granting",
        statement.grounds,
    ),
    _rule(
        "04",
        _("Premises and facilities for providers"),
        _("describe in the statement the premises or facilities it offers"),
        _("A provider who is let in knows what there is to use, such as rooms and equipment."),
        "(5)(c)",
        _("A description"),
        "premises",
        statement.premises,
    ),
    _rule(
        "05",
        _("Times at which providers have access"),
        _("give in the statement the times of access"),
        _("A provider can plan: which year groups there are to meet, and in which term."),
        "(5)(c)",
        _("A calendar by year group and term"),
        "times",
        statement.times,
    ),
    _rule(
        "06",
        _("How the meetings with providers will happen"),
        _("explain in the statement how the duty on meetings will be met"),
        _("The statement says for each key phase how the school will see to the meetings that the law asks for."),
        "(5)(d)",
        _("A text for each key phase"),
        "meetings_first",
        statement.explained,
        WITH_EACH_PUPIL,
    ),
    _rule(
        "07",
        _("Two meetings with providers, Years 8 and 9"),
        _("give each pupil two meetings with providers between the start of Year 8 and 28 February of Year 9"),
        _(
            "In the first key phase each pupil meets a provider of technical qualifications or apprenticeships at "
            "least twice. What lies outside these dates counts in no phase."
        ),
        "(2A), (9A)(a)",
        _("Dated meetings of the whole cohort in the window"),
        "encounters",
        cohorts.meetings_rule(FIRST),
        in_years(provider_access, *FIRST.years),
    ),
    _rule(
        "08",
        _("Two meetings with providers, Years 10 and 11"),
        _("give each pupil two meetings with providers between the start of Year 10 and 28 February of Year 11"),
        _("The second key phase asks for two meetings of its own, whatever there was before."),
        "(2A), (9A)(b)",
        _("Dated meetings of the whole cohort in the window"),
        "encounters",
        cohorts.meetings_rule(SECOND),
        in_years(provider_access, *SECOND.years),
    ),
    _rule(
        "09",
        _("Two meetings on offer, Years 12 and 13"),
        _("offer two meetings with providers between the start of Year 12 and 28 February of Year 13"),
        _("In the sixth form two meetings are put on, and pupils may choose whether to come."),
        "(1A), (9A)(c)",
        _("Dated meetings that were put on in the window"),
        "encounters",
        cohorts.meetings_rule(THIRD),
        in_years(provider_access, *THIRD.years),
    ),
    _rule(
        "10",
        _("Not the same provider twice"),
        _("see that the meetings in a phase are not with exactly the same provider"),
        _(
            "In Years 8 to 11 the two meetings are not with exactly the same provider or set of providers. College A "
            "alone, then College A with College B, is different enough."
        ),
        "(2A)(a)(ii)",
        _("Different sets of providers"),
        "encounters",
        cohorts.meetings_rule(FIRST, SECOND, duty=cohorts.NOT_THE_SAME),
        WITH_EACH_PUPIL,
    ),
    _rule(
        "11",
        _("What providers are asked for"),
        _(
            "ask each provider for four things: information about itself and what it offers, the careers this leads "
            "to, what learning there is like, and answers to pupils' questions"
        ),
        _("For each meeting the school asks the provider for four things. What counts is that it asked."),
        "(2A)(b)",
        _("Four ticks for each of two meetings of a year group"),
        "encounters",
        cohorts.meetings_rule(*KEY_PHASES, duty=cohorts.FOUR_THINGS_ASKED),
        IN_A_PHASE,
    ),
    _rule(
        "12",
        _("Meetings inside the school day"),
        _("hold the meetings for a reasonable time in the standard school day"),
        _("A meeting lies in the school day and is given a reasonable time. A parents' evening does not count."),
        "(2B)",
        _("Start and end inside school hours; an evening does not count"),
        "day_starts",
        cohorts.meetings_rule(*KEY_PHASES, duty=cohorts.IN_SCHOOL_TIME),
        IN_A_PHASE,
    ),
    _rule(
        "13",
        _("A range of providers"),
        _("give access to a range of providers"),
        _("Pupils have access to a range of providers, and not to one alone."),
        "(1)",
        _("More than one provider"),
        "encounters",
        cohorts.a_range,
        IN_A_PHASE,
    ),
)
