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
UNKNOWN_STATUS = Unknown(gettext_lazy("Not checkable: the register does not say that this school is open or closed."))
UNKNOWN_TYPE = Unknown(gettext_lazy("Not checkable: the register does not say what type of school this is."))
UNKNOWN_AGES = Unknown(gettext_lazy("Not checkable: the register does not say which ages this school teaches."))
UNCLEAR_LAW = Unknown(
    gettext_lazy(
        "Not checkable: it is unclear whether the law reaches this type of school. It speaks of secondary education, "
        "which in law leaves out a place for pupils over 16 alone."
    )
)
NO_SECONDARY_YEAR = Exempt(gettext_lazy("Does not apply: the school teaches no year from Year 7 on."))
NO_YEAR = Exempt(gettext_lazy("Does not apply: the school teaches no year from Reception to Year 13."))
IN_A_HOSPITAL = Exempt(gettext_lazy("Does not apply to a special school established in a hospital."))
INDEPENDENT_STANDARDS = gettext_lazy(
    "The Independent School Standards, paragraph 2(2)(e), remain: impartial, up-to-date careers guidance for pupils in "
    "secondary education. That is no duty about a website."
)
COLLEGES = gettext_lazy("The duty on careers information remains (Education Act 1997 s45).")


def _strength(words: str, known: SchoolType, *, remains: LazyText = "") -> Bound:
    """Read a duty column of the table of types. `remains`: what binds a school that this duty does not."""
    if words.startswith("must"):
        return Strength.MUST
    if words.startswith(("should", "guidance", "funding")):
        return Strength.SHOULD
    return UNCLEAR_LAW if words.startswith("unclear") else not_for(known, remains)


def not_for(known: SchoolType, remains: LazyText = "") -> Exempt:
    reason = _("Does not apply to this type of school: %(type)s.") % {"type": known.name}
    return Exempt(f"{reason} {remains}".strip())


def _known(subject: SchoolSubject) -> SchoolType | Unknown:
    """Return the type of a school whose type and ages are both known, else why nothing can be checked."""
    if not subject.status_known:
        return UNKNOWN_STATUS
    if subject.school_type is None:
        return UNKNOWN_TYPE
    return UNKNOWN_AGES if subject.years is None else subject.school_type


def in_years(rule: Applies, *years: int) -> Applies:
    """Bind as `rule` does, but only a school that teaches one of `years`."""
    wanted = frozenset(years)

    def applies(subject: SchoolSubject) -> Bound:
        bound = rule(subject)
        if isinstance(bound, Exempt) or subject.years is None or wanted & subject.years:
            return bound
        if isinstance(known := _known(subject), Unknown):
            return known
        listed = ", ".join(str(year) for year in sorted(wanted))
        return Exempt(_("Does not apply: the school teaches none of these years: %(years)s.") % {"years": listed})

    return applies


def publishing(subject: SchoolSubject) -> Bound:
    """Publish careers information: must for maintained schools, should for academies and colleges (Year 7 on)."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    if not subject.secondary_years:
        return NO_SECONDARY_YEAR
    remains = INDEPENDENT_STANDARDS if known.code in INDEPENDENT else ""
    return _strength(known.publish_careers_information, known, remains=remains)


def provider_access(subject: SchoolSubject) -> Bound:
    """Education Act 1997 s42B: state-funded secondary education, but not a special school in a hospital."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    if not subject.secondary_years:
        return NO_SECONDARY_YEAR
    if subject.in_hospital and "hospital" in known.provider_access:
        return IN_A_HOSPITAL
    return _strength(known.provider_access, known)


def independent_guidance(subject: SchoolSubject) -> Bound:
    """Education Act 1997 s42A: pupils in Years 7 to 13."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    if not subject.secondary_years:
        return NO_SECONDARY_YEAR
    independent = INDEPENDENT_STANDARDS if known.code in INDEPENDENT else ""
    college = COLLEGES if known.publish_careers_information.startswith("guidance (") else ""
    return _strength(known.guidance, known, remains=independent or college)


def independent_guidance_before_2022(subject: SchoolSubject) -> Bound:
    """The same until 31 August 2022: maintained schools and pupil referral units, and pupils in Years 8 to 13."""
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    if not subject.secondary_years - {7}:
        return NO_SECONDARY_YEAR
    maintained = known.publish_careers_information.startswith("must") or known.code == PUPIL_REFERRAL_UNIT
    return Strength.MUST if maintained else not_for(known)


def statutory_guidance(subject: SchoolSubject) -> Bound:
    """The Gatsby Benchmarks by guidance or funding agreement: should, for every state secondary school and college."""
    bound = publishing(subject)
    return Strength.SHOULD if isinstance(bound, Strength) else bound


def ambitions(subject: SchoolSubject) -> Bound:
    """London Ambitions for all: voluntary, primary schools and independent schools too.

    No law asks anything of a primary or a nursery school. A primary may still follow London Ambitions, whose content
    begins in Key Stage 2; of a nursery nothing of the kind is said, so none is asked of it.
    """
    known = _known(subject)
    if isinstance(known, Unknown):
        return known
    if known.code == NURSERY:
        return not_for(known)
    return Strength.VOLUNTARY if subject.years else NO_YEAR


def ambitions_secondary(subject: SchoolSubject) -> Bound:
    """London Ambitions for every secondary school and college: voluntary."""
    bound = ambitions(subject)
    return NO_SECONDARY_YEAR if isinstance(bound, Strength) and not subject.secondary_years else bound
