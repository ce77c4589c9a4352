"""Which schools a rule applies to, and with which strength: by type of school AND by the years it teaches.

The words of register/data/school_types.json decide by type. A type or an age the register does not give is Unknown;
what does not bind says why.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.rules import Exempt, LazyText, Strength, Unknown
from hub.schools.duties.subject import SchoolSubject
from hub.schools.register.school_types import SchoolType

Bound = Strength | Exempt | Unknown
Applies = Callable[[SchoolSubject], Bound]

NURSERY, PUPIL_REFERRAL_UNIT = "15", "14"
INDEPENDENT = frozenset({"10", "11"})
# Education Act 1996 s4(1B): "A 16 to 19 Academy is not a school."
ACADEMIES_FROM_16 = frozenset({"39", "45", "46"})
# The further education sector, of which Education Act 1997 s45 speaks. A special post-16 institution is outside it.
FURTHER_EDUCATION = frozenset({"18", "31"})
UNKNOWN_STATUS = Unknown(gettext_lazy("Not checkable: the register does not say that this school is open or closed."))
UNKNOWN_TYPE = Unknown(gettext_lazy("Not checkable: the register does not say what type of school this is."))
UNKNOWN_AGES = Unknown(gettext_lazy("Not checkable: the register does not say which ages this school teaches."))
NO_SECONDARY_YEAR = Exempt(gettext_lazy("Does not apply: the school teaches no year from Year 7 on."))
NO_YEAR = Exempt(gettext_lazy("Does not apply: the school teaches no year from Reception to Year 13."))
BY_COURSE = Exempt(gettext_lazy("Does not apply: a college's programme goes by course and level, not by year group."))
IN_A_HOSPITAL = Exempt(gettext_lazy("Does not apply to a special school established in a hospital."))
INDEPENDENT_STANDARDS = gettext_lazy(
    "The Independent School Standards, paragraph 2(2)(e), remain: impartial, up-to-date careers guidance for pupils in "
    "secondary education. That is no duty about a website."
)
COLLEGES = gettext_lazy("The duty on careers information remains (Education Act 1997 s45).")
NO_SCHOOL_IN_LAW = gettext_lazy("In law a 16 to 19 academy is not a school (Education Act 1996 s4(1B)).")


def _bound(subject: SchoolSubject, column: str, *, remains: LazyText = "") -> Bound:
    """Read a duty column of the table of types for `subject`. `remains`: what binds a type that this duty does not.

    Where the type decides, ages do not matter: what nothing binds is not asked for its ages.
    """
    known = _known_type(subject)
    if isinstance(known, Unknown):
        return known
    words = str(getattr(known, column))
    if not words.startswith(("must", "should", "guidance", "funding")):
        return not_for(known, remains)
    if subject.in_hospital and "unless in a hospital" in words:
        return IN_A_HOSPITAL
    if subject.teaches_secondary is None:
        return UNKNOWN_AGES
    if not subject.teaches_secondary:
        return NO_SECONDARY_YEAR
    return Strength.MUST if words.startswith("must") else Strength.SHOULD


def not_for(known: SchoolType, remains: LazyText = "") -> Exempt:
    reason = _("Does not apply to this type of school: %(type)s.") % {"type": known.name}
    return Exempt(f"{reason} {remains}".strip())


def _known_type(subject: SchoolSubject) -> SchoolType | Unknown:
    """Return the type of a school where it is known and known what binds it, else why nothing can be checked."""
    if not subject.status_known:
        return UNKNOWN_STATUS
    known = subject.school_type
    if known is not None and known.is_placed:
        return known
    if not subject.type_code:
        return UNKNOWN_TYPE
    named = known.name if known else _("type %(code)s of the register") % {"code": subject.type_code}
    return Unknown(_("Not checkable: which duties reach this type is not known here: %(type)s.") % {"type": named})


def in_years(rule: Applies, *years: int) -> Applies:
    """Bind as `rule` does, but only a school that teaches one of `years`."""
    wanted = frozenset(years)

    def applies(subject: SchoolSubject) -> Bound:
        bound = rule(subject)
        if not isinstance(bound, Strength):
            return bound
        if subject.years is None:
            return UNKNOWN_AGES
        if wanted & subject.years:
            return bound
        listed = ", ".join(str(year) for year in sorted(wanted))
        return Exempt(_("Does not apply: the school teaches none of these years: %(years)s.") % {"years": listed})

    return applies


def publishing(subject: SchoolSubject) -> Bound:
    """Publish careers information: must for maintained schools, should for academies and colleges (Year 7 on).

    School Information Regulations 2008, regulation 2: a special school established in a hospital is not among them.
    """
    return _bound(subject, "publish_careers_information", remains=_what_remains(subject))


def provider_access(subject: SchoolSubject) -> Bound:
    """Education Act 1997 s42B: state-funded secondary education, but not a special school in a hospital."""
    return _bound(subject, "provider_access", remains=_no_school(subject))


def publishing_by_year(subject: SchoolSubject) -> Bound:
    """The same for what goes by year group: the learners of a college follow courses at levels."""
    bound = publishing(subject)
    return BY_COURSE if subject.is_college and isinstance(bound, Strength) else bound


def independent_guidance(subject: SchoolSubject) -> Bound:
    """Education Act 1997 s42A: pupils in Years 7 to 13, but not in a special school in a hospital."""
    return _bound(subject, "guidance", remains=_what_remains(subject))


def independent_guidance_before_2022(subject: SchoolSubject) -> Bound:
    """The same until 31 August 2022: maintained schools and pupil referral units, and pupils in Years 8 to 13."""
    bound = independent_guidance(subject)
    known = subject.school_type
    if known is None or bound is not Strength.MUST:
        return bound
    maintained = known.publish_careers_information.startswith("must") or known.code == PUPIL_REFERRAL_UNIT
    if not maintained:
        return not_for(known)
    return NO_SECONDARY_YEAR if subject.secondary_years == {7} else Strength.MUST


def _what_remains(subject: SchoolSubject) -> LazyText:
    """Return what binds a type that the duties on careers guidance do not; empty where nothing does."""
    known = subject.school_type
    if known and known.code in INDEPENDENT:
        return INDEPENDENT_STANDARDS
    return COLLEGES if known and known.code in FURTHER_EDUCATION else _no_school(subject)


def _no_school(subject: SchoolSubject) -> LazyText:
    known = subject.school_type
    return NO_SCHOOL_IN_LAW if known and known.code in ACADEMIES_FROM_16 else ""


def statutory_guidance(subject: SchoolSubject) -> Bound:
    """The Gatsby Benchmarks by guidance or funding agreement: should, for every state secondary school and college."""
    bound = publishing(subject)
    return Strength.SHOULD if isinstance(bound, Strength) else bound


def ambitions(subject: SchoolSubject) -> Bound:
    """London Ambitions for all: voluntary, primary schools and independent schools too.

    No law asks anything of a primary or a nursery school. A primary may still follow London Ambitions, whose content
    begins in Key Stage 2; of a nursery nothing of the kind is said, so none is asked of it.
    """
    known = _known_type(subject)
    if isinstance(known, Unknown):
        return known
    if known.code == NURSERY:
        return not_for(known)
    if subject.years is None:
        return UNKNOWN_AGES
    return Strength.VOLUNTARY if subject.years else NO_YEAR


def ambitions_secondary(subject: SchoolSubject) -> Bound:
    """London Ambitions for every secondary school and college: voluntary."""
    bound = ambitions(subject)
    return NO_SECONDARY_YEAR if isinstance(bound, Strength) and not subject.secondary_years else bound
