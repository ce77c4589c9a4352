"""CAG, GB, WEX: independent guidance (law), and what the statutory guidance expects to see on a website."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.hours import WORKPLACE_ACTIVITY_YEARS, WORKPLACE_PLACEMENT_YEARS, WORKPLACE_WEEK_MINUTES
from hub.publication.basis import Basis
from hub.publication.rules import LazyText, Outcome, Rule, met, missing, not_checkable
from hub.schools.careers.programme import activity_minutes, hours_in_words, placement_minutes
from hub.schools.careers.rules import basis
from hub.schools.careers.rules.ambitions import last_approval, not_public
from hub.schools.careers.rules.basis import GUIDANCE_BASES
from hub.schools.careers.rules.labour_market import labour_market
from hub.schools.careers.rules.publishing import facts, present
from hub.schools.duties import qualifications
from hub.schools.duties.binding import (
    Applies,
    in_years,
    independent_guidance,
    independent_guidance_before_2022,
    statutory_guidance,
)
from hub.schools.duties.places import on_careers_page
from hub.schools.duties.subject import PlannedActivity, SchoolSubject

GATSBY_SINCE = datetime.date(2025, 9, 1)
EXTENDED_SINCE = datetime.date(2022, 9, 1)
PHASED_IN_UNTIL = datetime.date(2026, 9, 1)
SAY_WHO = gettext_lazy("Say who gives it: the law does not ask for that, and families look for it.")
EXPECTATION = gettext_lazy("an expectation since 2025, not a statutory duty")


def who_guides(subject: SchoolSubject, on: datetime.date) -> Outcome:
    page = facts(subject)
    if not page.guidance_by:
        return not_checkable(_("Not checkable: the page does not say who gives it."), advice=SAY_WHO)
    if not page.guidance_is_independent:
        return not_checkable(
            _("Not checkable: the page says who gives it, and not whether they are the school's own staff."),
            advice=_("Independent means: not by the school's own staff. Say so if it is."),
        )
    return met(page.guidance_by, message=_("The school states who gives it, and that they are not its staff."))


def governors_backing(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """A named governor shows it, or a public policy that the governing body has approved."""
    if governor := facts(subject).governor:
        return met(governor)
    approval = last_approval(subject, on)
    if approval and not subject.policy:
        return not_public()
    return met(approval.body_name) if approval else missing()


def parents(subject: SchoolSubject, on: datetime.date) -> Outcome:
    return present(facts(subject).parents_engagement)


def booking(subject: SchoolSubject, on: datetime.date) -> Outcome:
    page = facts(subject)
    if page.guidance_booking and not page.guidance_by:
        return missing(_("The way to book is there; name the adviser or the service."))
    return present(page.guidance_booking)


def _week_of(rows: Callable[[Iterable[PlannedActivity]], int]) -> Callable[[SchoolSubject, datetime.date], Outcome]:
    def check(subject: SchoolSubject, on: datetime.date) -> Outcome:
        minutes = rows(facts(subject).programme)
        message = _("%(hours)s of 25 hours are planned.") % {"hours": hours_in_words(minutes)}
        return met(message, message=message) if minutes >= WORKPLACE_WEEK_MINUTES else missing(message)

    return check


def _guidance_rule(
    rule_id: str,
    title: LazyText,
    request: LazyText,
    explanation: LazyText,
    topic: LazyText,
    evidence: LazyText,
    field: str,
    check: Callable[[SchoolSubject, datetime.date], Outcome],
    applies: Applies = statutory_guidance,
) -> Rule[SchoolSubject]:
    return Rule(
        id=rule_id,
        title=title,
        request=request,
        source=format_lazy("{source}: {topic}", source=qualifications.STATUTORY_GUIDANCE, topic=topic),
        explanation=explanation,
        evidence=evidence,
        where=on_careers_page(field),
        applies=applies,
        check=check,
        effective_from=GATSBY_SINCE,
        qualification=qualifications.guidance(topic),
        basis=GUIDANCE_BASES[rule_id],
    )


def _phased_in(rule: Rule[SchoolSubject]) -> Rule[SchoolSubject]:
    """Return an expectation on work experience as it stands now, which replaces the year of phasing in."""
    phasing = gettext_lazy("It is phased in over the school year 2025/26.")
    before = replace(rule, explanation=format_lazy("{what} {phasing}", what=rule.explanation, phasing=phasing))
    change = gettext_lazy("schools are expected to have put this into practice; until then it is phased in.")
    return replace(rule, effective_from=PHASED_IN_UNTIL, replaces=before, change=change)


BEFORE_2022 = Rule(
    id="CAG-01",
    title=gettext_lazy("Independent careers guidance"),
    request=gettext_lazy("provide independent careers guidance in Years 8 to 13"),
    source=gettext_lazy("Education Act 1997 s42A, before it was extended in 2022"),
    explanation=gettext_lazy(
        "Independent guidance is impartial and not given by the school's own staff. Whether pupils get it, no page can "
        "show: it says who gives it, as the school states. Until 31 August 2022 it is for Years 8 to 13."
    ),
    evidence=gettext_lazy("Who gives guidance, and that they are not the school's staff"),
    where=on_careers_page("guidance_by"),
    applies=independent_guidance_before_2022,
    check=who_guides,
    effective_year=2012,
    qualification=qualifications.independent_guidance,
    basis=Basis(basis.INDEPENDENT_GUIDANCE_BEFORE_2022, reading=basis.SAYS_WHO_GIVES_IT),
)

RULES = (
    replace(
        BEFORE_2022,
        request=gettext_lazy("provide independent careers guidance in Years 7 to 13"),
        source=gettext_lazy("Education Act 1997 s42A, as amended 2022"),
        explanation=gettext_lazy(
            "Independent guidance is impartial and not given by the school's own staff. Whether pupils get it, no page "
            "can show: it says who gives it, as the school states."
        ),
        applies=independent_guidance,
        effective_from=EXTENDED_SINCE,
        replaces=BEFORE_2022,
        change=gettext_lazy("the duty reaches Year 7, and academies too."),
        basis=Basis(basis.INDEPENDENT_GUIDANCE, reading=basis.SAYS_WHO_GIVES_IT),
    ),
    _guidance_rule(
        "GB1-G",
        gettext_lazy("The governing body's backing"),
        gettext_lazy("show that its governing body backs the careers programme"),
        gettext_lazy(
            "The updated Gatsby Benchmark 1 asks for the explicit backing of those who govern, the headteacher and the "
            "senior team."
        ),
        gettext_lazy("Gatsby Benchmark 1"),
        gettext_lazy("A governor named on the page, or a policy that the governing body approved"),
        "governor_name",
        governors_backing,
    ),
    _guidance_rule(
        "GB1-W",
        gettext_lazy("How parents and carers take part"),
        gettext_lazy("say how parents and carers are engaged"),
        gettext_lazy("The updated Gatsby Benchmark 1 asks that parents and carers are engaged. The page says how."),
        gettext_lazy("Gatsby Benchmark 1"),
        gettext_lazy("A section of its own"),
        "parents_engagement",
        parents,
    ),
    _guidance_rule(
        "GB8-W",
        gettext_lazy("How to see a careers adviser"),
        gettext_lazy("say how to get personal guidance"),
        gettext_lazy(
            "Pupils and parents are told how to get personal guidance, on the website too: how to book, and with whom."
        ),
        gettext_lazy("Gatsby Benchmark 8"),
        gettext_lazy("The way to book, and the adviser"),
        "guidance_booking",
        booking,
    ),
    _guidance_rule(
        "GB2-W",
        gettext_lazy("Labour market information for pupils and for parents and carers"),
        gettext_lazy("lead pupils and parents to labour market information checked in the last two years"),
        gettext_lazy(
            "Labour market information says what jobs there are. Pupils use it in each key stage; parents and carers "
            "are encouraged and supported to use it."
        ),
        gettext_lazy("Gatsby Benchmark 2"),
        gettext_lazy("Two links and the day they were checked, less than 24 months ago"),
        "lmi_pupils_url",
        labour_market,
    ),
    _phased_in(
        _guidance_rule(
            "WEX-1",
            gettext_lazy("A week's worth of workplace activity, Years 7 to 9"),
            gettext_lazy("plan a week's worth of activity in workplaces in Years 7 to 9"),
            gettext_lazy(
                "In Years 7 to 9 it is one week's worth of activities in workplaces. A school day counts as five hours."
            ),
            EXPECTATION,
            gettext_lazy("25 hours of activities in workplaces"),
            "programme",
            _week_of(activity_minutes),
            in_years(statutory_guidance, *WORKPLACE_ACTIVITY_YEARS),
        )
    ),
    _phased_in(
        _guidance_rule(
            "WEX-2",
            gettext_lazy("A week's worth of placement, Years 10 and 11"),
            gettext_lazy("plan a week's worth of placement in Years 10 and 11"),
            gettext_lazy(
                "In Years 10 and 11 it is one week's worth of placement, about 50 hours together with the week in "
                "Years 7 to 9."
            ),
            EXPECTATION,
            gettext_lazy("25 hours of placement"),
            "programme",
            _week_of(placement_minutes),
            in_years(statutory_guidance, *WORKPLACE_PLACEMENT_YEARS),
        )
    ),
)
