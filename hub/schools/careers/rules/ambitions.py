"""LA: London Ambitions, a voluntary regional standard (elements 2 to 7)."""

import datetime
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.hours import HUNDRED_HOURS_BY_YEAR, HUNDRED_HOURS_MINUTES
from hub.publication.dates import AcademicYear, add_years
from hub.publication.rules import LazyText, Location, Outcome, Rule, good_until, met, missing
from hub.schools.careers.programme import hours_in_words, hundred_minutes
from hub.schools.careers.rules.basis import AMBITIONS_BASES
from hub.schools.careers.rules.labour_market import teachers_labour_market
from hub.schools.careers.rules.publishing import facts, present
from hub.schools.duties.binding import Applies, ambitions, ambitions_secondary, in_years
from hub.schools.duties.places import APPROVAL, POLICY, REPORT, on_careers_page
from hub.schools.duties.subject import TOPICS, WITHOUT_YEAR, ApprovalFact, ReportFact, SchoolSubject

# Of the other elements nothing says since when.
SINCE = {"3": 2015, "4": 2015}
APPROVAL_YEARS = 3
KEY_STAGES = {3: {7, 8, 9}, 4: {10, 11}, 5: {12, 13}}
ELEMENTS = {
    "2": gettext_lazy("London Ambitions, element 2"),
    "3": gettext_lazy("London Ambitions, element 3"),
    "4": gettext_lazy("London Ambitions, element 4"),
    "5": gettext_lazy("London Ambitions, element 5"),
    "6": gettext_lazy("London Ambitions, element 6"),
    "7": gettext_lazy("London Ambitions, element 7"),
}


def policy(subject: SchoolSubject, on: datetime.date) -> Outcome:
    return met() if subject.policy and subject.policy.has_text else missing()


def curriculum(subject: SchoolSubject, on: datetime.date) -> Outcome:
    planned = {row.year for row in facts(subject).programme}
    if subject.is_college:
        return met() if planned else missing(_("Nothing yet for any course."))
    if WITHOUT_YEAR in planned and subject.is_special:
        return met()  # its pupils follow pathways, not key stages
    lacking = [
        stage
        for stage, years in KEY_STAGES.items()
        if (taught := years & subject.secondary_years) and not taught & planned
    ]
    if lacking:
        stages = ", ".join(_("Key Stage %(number)d") % {"number": stage} for stage in lacking)
        return missing(_("Nothing yet for: %(stages)s.") % {"stages": stages})
    return met()


def covered_topics(subject: SchoolSubject) -> set[str]:
    """Return the topics that policy and careers page cover together."""
    page = facts(subject)
    covered = set(subject.policy.topics) if subject.policy else set()
    shown = {
        "experiences": any(row.in_workplace for row in page.programme),
        "business": page.links_with_business,
        "provision": page.summary,
        "destinations": page.destinations,
    }
    return covered | {topic for topic, there in shown.items() if there}


def four_topics(subject: SchoolSubject, on: datetime.date) -> Outcome:
    covered = covered_topics(subject)
    lacking = [str(label) for topic, label in TOPICS.items() if topic not in covered]
    return missing(_("Nothing yet on: %(topics)s.") % {"topics": ", ".join(lacking)}) if lacking else met()


def last_approval(subject: SchoolSubject, on: datetime.date) -> ApprovalFact | None:
    """Return the latest approval by a governing body that has taken place by `on`."""
    held = [each for each in subject.approvals if each.by_governors and each.meeting_date <= on]
    return max(held, key=lambda each: each.meeting_date, default=None)


def not_public() -> Outcome:
    return missing(_("An approval is recorded, but the policy is not public."))


def approved(subject: SchoolSubject, on: datetime.date) -> Outcome:
    approval = last_approval(subject, on)
    if approval and not subject.policy:
        return not_public()
    if approval is None and any(each.meeting_date <= on for each in subject.approvals):
        return missing(_("An approval is recorded, but not by the governing body or its committee."))
    return met(approval.body_name) if approval else missing()


def approval_in_date(subject: SchoolSubject, on: datetime.date) -> Outcome:
    approval = last_approval(subject, on)
    if approval is None:
        return missing()
    if not subject.policy:
        return not_public()
    due = add_years(approval.meeting_date, APPROVAL_YEARS)
    days = {"day": date_format(approval.meeting_date, "j F Y"), "due": date_format(due, "j F Y")}
    return good_until(due, on, evidence=days["day"], message=_("Approved on %(day)s, good until %(due)s.") % days)


def _report_good_until(report: ReportFact, current: AcademicYear) -> datetime.date:
    """A report on a year is good throughout the next one, and any report for a year from its date."""
    year_on = add_years(report.dated, 1) - datetime.timedelta(days=1)
    if report.year is None or report.year > current:
        return year_on
    return max(year_on, AcademicYear(report.year.start + 1).last_day)


def yearly_report(subject: SchoolSubject, on: datetime.date) -> Outcome:
    current = AcademicYear.containing(on)
    ends = [_report_good_until(report, current) for report in subject.reports if report.dated <= on]
    return good_until(max(ends), on) if ends else missing()


def governor(subject: SchoolSubject, on: datetime.date) -> Outcome:
    page = facts(subject)
    if page.governor and page.governor_since and page.governor_since > on:
        day = date_format(page.governor_since, "j F Y")
        return missing(_("The governor takes it on from %(day)s.") % {"day": day})
    return present(page.governor)


def hundred_hours(subject: SchoolSubject, on: datetime.date) -> Outcome:
    minutes = hundred_minutes(facts(subject).programme)
    message = _("%(hours)s of 100 hours are planned by the end of Year 11.") % {"hours": hours_in_words(minutes)}
    return met(message, message=message) if minutes >= HUNDRED_HOURS_MINUTES else missing(message)


def works_with(subject: SchoolSubject, on: datetime.date) -> Outcome:
    return present(facts(subject).links_with_business)


def cluster(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """Named by the school's own text, or by the clusters it belongs to, which the careers page shows instead."""
    if subject.careers is None or not subject.clusters:
        return present(facts(subject).cluster)
    names = ", ".join(each.name for each in subject.clusters)
    return met(names, message=_("The careers page names it, from the cluster's own list of members."))


def _rule(
    rule_id: str,
    title: LazyText,
    request: LazyText,
    explanation: LazyText,
    evidence: LazyText,
    where: Location,
    check: Callable[[SchoolSubject, datetime.date], Outcome],
    applies: Applies = ambitions_secondary,
) -> Rule[SchoolSubject]:
    return Rule(
        id=rule_id,
        title=title,
        request=request,
        source=ELEMENTS[rule_id[2]],
        explanation=explanation,
        evidence=evidence,
        where=where,
        applies=applies,
        check=check,
        effective_year=SINCE.get(rule_id[2]),
        basis=AMBITIONS_BASES[rule_id],
    )


RULES = (
    _rule(
        "LA3-1",
        gettext_lazy("Careers policy"),
        gettext_lazy("publish the careers policy"),
        gettext_lazy(
            "The policy says what the school has decided to do about careers. It is explicit, and everybody can read "
            "it."
        ),
        gettext_lazy("A public page"),
        Location(POLICY, "sections"),
        policy,
    ),
    _rule(
        "LA3-2",
        gettext_lazy("Careers curriculum"),
        gettext_lazy("publish the careers curriculum, with something for each key stage"),
        gettext_lazy(
            "The careers curriculum is the programme by year, with something in each key stage from Key Stage 3."
        ),
        gettext_lazy(
            "At least one activity for each key stage taught from Key Stage 3; at a college, one for its courses"
        ),
        on_careers_page("programme"),
        curriculum,
    ),
    _rule(
        "LA3-3",
        gettext_lazy("The four topics of policy and curriculum"),
        gettext_lazy("cover four topics: experiences of work, links with business, provision and destinations"),
        gettext_lazy(
            "Policy and curriculum together speak of four topics. It does not matter which of them covers which."
        ),
        gettext_lazy("A section on each, in the policy or on the careers page"),
        Location(POLICY, "sections"),
        four_topics,
    ),
    _rule(
        "LA3-4",
        gettext_lazy("Policy approved by the governing body"),
        gettext_lazy("have the careers policy approved by the governing body"),
        gettext_lazy(
            "The governing body approves the policy, or a committee to which it has given that power. The "
            "headteacher's approval does not replace it."
        ),
        gettext_lazy("The body and the date of its meeting"),
        Location(APPROVAL),
        approved,
    ),
    _rule(
        "LA3-5",
        gettext_lazy("Approval in the last three years"),
        gettext_lazy("have the policy approved every three years"),
        gettext_lazy(
            "An approval is good for three years to the day. Then the governing body looks at the policy again."
        ),
        gettext_lazy("An approval no more than three years old"),
        Location(APPROVAL),
        approval_in_date,
    ),
    _rule(
        "LA3-6",
        gettext_lazy("Yearly report"),
        gettext_lazy("report every year on what became of policy and curriculum"),
        gettext_lazy("Once a year the school reports on its policy and curriculum. Primary schools are asked as well."),
        gettext_lazy("A report on the school year just ended, or less than 12 months old"),
        Location(REPORT),
        yearly_report,
        ambitions,
    ),
    _rule(
        "LA4-1",
        gettext_lazy("A governor with oversight"),
        gettext_lazy("name the governor who oversees careers"),
        gettext_lazy("One governor oversees careers at the school. A role is enough in place of a name."),
        gettext_lazy("A name or role"),
        on_careers_page("governor_name"),
        governor,
        ambitions,
    ),
    _rule(
        "LA2-1",
        gettext_lazy("100 hours by the end of Year 11"),
        gettext_lazy("plan 100 hours of experience of the world of work by the end of Year 11"),
        gettext_lazy(
            "Talks, fairs and enterprise count as well as time in workplaces, so this is another sum than the two "
            "weeks of the guidance."
        ),
        gettext_lazy("The sum of planned hours"),
        on_careers_page("programme"),
        hundred_hours,
        in_years(ambitions, HUNDRED_HOURS_BY_YEAR),
    ),
    _rule(
        "LA5-1",
        gettext_lazy("Labour market information for teachers"),
        gettext_lazy("lead teachers to labour market information"),
        gettext_lazy(
            "London Ambitions names teachers beside young people and parents. The guidance names the other two, so "
            "this is asked here alone."
        ),
        gettext_lazy("A link for teachers"),
        on_careers_page("lmi_teachers_url"),
        teachers_labour_market,
    ),
    _rule(
        "LA6-1",
        gettext_lazy("The careers cluster"),
        gettext_lazy("name the careers cluster it belongs to"),
        gettext_lazy("Schools and colleges work on careers together in clusters. To name one is optional."),
        gettext_lazy("Membership of a cluster of this hub, or the name of another"),
        on_careers_page("cluster_name"),
        cluster,
        ambitions,
    ),
    _rule(
        "LA7-1",
        gettext_lazy("Where careers provision is found"),
        gettext_lazy("say with which employers and services the school works"),
        gettext_lazy(
            "The portal of London Ambitions was to help schools find good careers provision. It is gone; schools that "
            "say with whom they work help each other."
        ),
        gettext_lazy("A text on links with business"),
        on_careers_page("links_with_business"),
        works_with,
    ),
)
