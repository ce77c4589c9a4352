"""PUB: what a school's website says about its careers programme for the current school year.

Law for maintained schools (School Information (England) Regulations 2008 as amended 2018); guidance or funding
agreement for academies and colleges.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.dates import add_years
from hub.publication.rules import LazyText, Outcome, Rule, good_until, met, missing, not_checkable
from hub.schools.careers.rules.basis import PUBLISHING
from hub.schools.careers.rules.school_year import through
from hub.schools.duties import qualifications
from hub.schools.duties.binding import publishing, publishing_by_year
from hub.schools.duties.places import on_careers_page
from hub.schools.duties.subject import WITHOUT_YEAR, CareersFacts, SchoolSubject
from hub.schools.text import fold
from hub.schools.validators import parse_telephone, telephone_text

SINCE = datetime.date(2018, 9, 1)
# Where a rule differs from the others, by its number. What is only our reading, or conduct, gates nothing.
BEGAN = {"05": datetime.date(2022, 9, 1), "09": datetime.date(2012, 9, 1)}
NEVER_GATE = frozenset({"05", "09"})
REGULATIONS = gettext_lazy("School Information Regulations 2008, amended 2018")
SOURCES = {
    "05": gettext_lazy("Our reading of Education Act 1997 s42A, extended 2022"),
    "09": gettext_lazy("School Information Regulations 2008, regulation 10(4)"),
}
NO_FACTS = CareersFacts()
TOO_FAR_AHEAD = gettext_lazy(
    "That is more than a year ahead. The information is to be updated at least once a year (regulation 10(4))."
)
MORE_THAN_CONTACT = gettext_lazy(
    "It says no more than to get in touch: add where the information is, or what they get."
)
_WHY = "(?:for (?:more |further )?(?:information|details)|to find out more)"
_ONLY_CONTACT = re.compile(
    f"(?:{_WHY} )?(?:please )?(?:contact|email|e mail|ring|call|phone|telephone) "
    f"(?:us|the school|the office|the school office)(?: {_WHY})?"
)


def facts(subject: SchoolSubject) -> CareersFacts:
    """What the careers page holds; without a page, nothing."""
    return subject.careers or NO_FACTS


def present(text: str) -> Outcome:
    return met(text) if text else missing()


def year_list(years: list[int]) -> str:
    """Return "Year 7, Year 8"."""
    return ", ".join(_("Year %(number)d") % {"number": number} for number in years)


def leader_name(subject: SchoolSubject, on: datetime.date) -> Outcome:
    return present(facts(subject).leader_name)


def leader_email(subject: SchoolSubject, on: datetime.date) -> Outcome:
    email = facts(subject).leader_email
    try:
        validate_email(email)
    except ValidationError:
        return missing(_("%(email)s is not an email address.") % {"email": email} if email else "")
    return met(email)


def leader_telephone(subject: SchoolSubject, on: datetime.date) -> Outcome:
    number = facts(subject).leader_telephone
    if number and parse_telephone(number) is None:
        return missing(_("%(number)s is not a UK number that can be dialled.") % {"number": number})
    return present(telephone_text(number))


def summary(subject: SchoolSubject, on: datetime.date) -> Outcome:
    page = facts(subject)
    if not page.summary:
        return missing()
    if page.academic_year is None:
        return missing(_("There is a summary; say which school year it is for."))
    if on < page.academic_year.may_be_shown_from:
        begins = {"year": page.academic_year, "day": date_format(page.academic_year.may_be_shown_from, "j F Y")}
        return missing(_("The page is for %(year)s. It may go live from %(day)s: schedule it for that day.") % begins)
    return through(page.academic_year, on, then=subject.coming)


def covers_years(subject: SchoolSubject, on: datetime.date) -> Outcome:
    if subject.years is None:
        return not_checkable(_("Not checkable: the register does not say which ages this school teaches."))
    planned = {row.year for row in facts(subject).programme}
    if WITHOUT_YEAR in planned and subject.is_special:
        return met(message=_("The programme goes by pathway, not by year group."))
    if lacking := sorted(subject.secondary_years - planned):
        return missing(_("Nothing yet for: %(years)s.") % {"years": year_list(lacking)})
    return met(year_list(sorted(subject.secondary_years)))


def information_for(attribute: str) -> Callable[[SchoolSubject, datetime.date], Outcome]:
    def check(subject: SchoolSubject, on: datetime.date) -> Outcome:
        text = getattr(facts(subject), attribute)
        return met(text, advice=MORE_THAN_CONTACT) if only_contact(text) else present(text)

    return check


def only_contact(text: str) -> bool:
    """Tell whether `text` says no more than "contact us": it counts, but is weak."""
    return _ONLY_CONTACT.fullmatch(fold(text)) is not None


def impact(subject: SchoolSubject, on: datetime.date) -> Outcome:
    page = facts(subject)
    if page.impact and not page.impact_measure:
        return met(page.impact, advice=_("Name the measure, such as Compass, destinations or a survey."))
    if page.impact_measure and not page.impact:
        return met(page.impact_measure, advice=_("The measure is named; say how it is used."))
    return present(page.impact_measure)


def next_review(subject: SchoolSubject, on: datetime.date) -> Outcome:
    due = facts(subject).next_review
    if due is None:
        return missing()
    day = date_format(due, "j F Y")
    message = _("The review was due by %(day)s.") if due < on else _("The next review is due by %(day)s.")
    found = good_until(due, on, evidence=day, message=message % {"day": day})
    return replace(found, advice=TOO_FAR_AHEAD) if due > add_years(on, 1) else found


def updated_yearly(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """A page that is being published is being updated; a public one was when it was last published."""
    page = facts(subject)
    if subject.careers is None:
        return missing()
    if page.updated_on is None or page.updated_on > on:
        return met()
    day = date_format(page.updated_on, "j F Y")
    message = _("The page was last updated on %(day)s.") % {"day": day}
    return good_until(add_years(page.updated_on, 1), on, evidence=day, message=message)


def _rule(
    number: str,
    title: LazyText,
    request: LazyText,
    explanation: LazyText,
    evidence: LazyText,
    field: str,
    check: Callable[[SchoolSubject, datetime.date], Outcome],
) -> Rule[SchoolSubject]:
    return Rule(
        id=f"PUB-{number}",
        title=title,
        request=request,
        source=SOURCES.get(number, REGULATIONS),
        explanation=explanation,
        evidence=evidence,
        where=on_careers_page(field),
        applies=publishing_by_year if number == "05" else publishing,
        check=check,
        effective_from=BEGAN.get(number, SINCE),
        gates=number not in NEVER_GATE,
        qualification=qualifications.publishing,
        basis=PUBLISHING[number],
    )


RULES = (
    _rule(
        "01",
        gettext_lazy("Careers leader's name"),
        gettext_lazy("name the careers leader"),
        gettext_lazy("The careers leader runs the programme. Anyone with a question about it needs a name to ask for."),
        gettext_lazy("A name, as text on the public page"),
        "careers_leader_name",
        leader_name,
    ),
    _rule(
        "02",
        gettext_lazy("Careers leader's email"),
        gettext_lazy("give the careers leader's email address"),
        gettext_lazy("An address to write to. A shared mailbox is enough, and it outlasts a person."),
        gettext_lazy("A valid address; a shared one is fine"),
        "careers_leader_email",
        leader_email,
    ),
    _rule(
        "03",
        gettext_lazy("Careers leader's telephone"),
        gettext_lazy("give the careers leader's telephone number"),
        gettext_lazy("A number to ring. It has to be a UK number that a telephone can dial."),
        gettext_lazy("A UK number that can be dialled"),
        "careers_leader_telephone",
        leader_telephone,
    ),
    _rule(
        "04",
        gettext_lazy("This school year's programme"),
        gettext_lazy("summarise the careers programme for the current school year"),
        gettext_lazy(
            "What pupils get this school year, in short. The summary of a year lapses with it, on 31 August. That of "
            "the next may be shown from 1 July."
        ),
        gettext_lazy("A summary, and the school year that contains today or, from 1 July, the next"),
        "programme_summary",
        summary,
    ),
    _rule(
        "05",
        gettext_lazy("Every year group from Year 7"),
        gettext_lazy("show the programme of every year group it teaches from Year 7"),
        gettext_lazy(
            "Careers guidance is for Years 7 to 13, so each of these years that the school teaches has to appear."
        ),
        gettext_lazy("At least one activity for each year group"),
        "programme",
        covers_years,
    ),
    _rule(
        "06a",
        gettext_lazy("How pupils find out more"),
        gettext_lazy("say how pupils can get information about the programme"),
        gettext_lazy("Pupils can find out what the programme holds for them: where to look, or whom to ask."),
        gettext_lazy("A text of its own for pupils"),
        "information_for_pupils",
        information_for("for_pupils"),
    ),
    _rule(
        "06b",
        gettext_lazy("How parents and carers find out more"),
        gettext_lazy("say how parents and carers can get information about the programme"),
        gettext_lazy("Parents and carers have a way of their own to find out about the programme."),
        gettext_lazy("A text of its own for parents and carers"),
        "information_for_parents",
        information_for("for_parents"),
    ),
    _rule(
        "06c",
        gettext_lazy("How teachers find out more"),
        gettext_lazy("say how teachers can get information about the programme"),
        gettext_lazy("Teachers can find out what the programme is and where they come in."),
        gettext_lazy("A text of its own for teachers"),
        "information_for_teachers",
        information_for("for_teachers"),
    ),
    _rule(
        "06d",
        gettext_lazy("How employers find out more"),
        gettext_lazy("say how employers can get information about the programme"),
        gettext_lazy("Employers can find out about the programme, whether or not they already work with the school."),
        gettext_lazy("A text of its own for employers"),
        "information_for_employers",
        information_for("for_employers"),
    ),
    _rule(
        "07",
        gettext_lazy("How the programme's effect on pupils is measured"),
        gettext_lazy("say how it measures and assesses what the programme does for pupils"),
        gettext_lazy(
            "The school says how it finds out whether the programme helps pupils, and by what measure: Compass, "
            "destinations or a survey."
        ),
        gettext_lazy("A measure by name, or how it is used"),
        "impact_measure",
        impact,
    ),
    _rule(
        "08",
        gettext_lazy("Date of the next review"),
        gettext_lazy("give the date by which this information is next reviewed, and review it by then"),
        gettext_lazy(
            "By this day the school looks at the published information again. A date that has passed never keeps the "
            "page from being published."
        ),
        gettext_lazy("A date; we warn 60 days before"),
        "next_review",
        next_review,
    ),
    _rule(
        "09",
        gettext_lazy("Updated at least once a year"),
        gettext_lazy("update the published information at least once a year"),
        gettext_lazy("Whatever changes is changed on the page soon, and once a year all of it is looked through."),
        gettext_lazy("A page last published less than a year ago"),
        "programme_summary",
        updated_yearly,
    ),
)
