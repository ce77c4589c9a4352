"""What a school of a type publishes, in general words, for a school that has no page here (the rules are elsewhere).

Must is law, should is guidance or a funding agreement, voluntary is London Ambitions: three lists, never one.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from hub.schools.models import Registration

FIRST_SECONDARY_YEAR = 7


@dataclass(frozen=True)
class Expectations:
    """Sentences by strength. `known` is False where type or ages are unknown: then nothing is claimed."""

    known: bool
    must: tuple[str, ...] = ()
    should: tuple[str, ...] = ()
    voluntary: tuple[str, ...] = ()
    primary: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """Three things a family may ask a school that has no page here."""
        if self.primary:
            return (
                _("Who comes in to talk about the work they do?"),
                _("Does my child’s class visit a workplace?"),
                _("How do you show children that a job is for anyone?"),
            )
        return (
            _("When will my child meet a college or training provider this year?"),
            _("When is the work placement, and who finds it?"),
            _("How do we book a meeting with the careers adviser?"),
        )

    @property
    def nothing_binds(self) -> bool:
        return self.known and not self.must and not self.should


def expectations(registration: "Registration | None") -> Expectations:
    """Return what the law, the guidance and London Ambitions ask a school like this one to publish."""
    kind = registration.school_type if registration else None
    years = registration.years_taught if registration else None
    if registration is None or kind is None or years is None:
        return Expectations(known=False)
    voluntary = (_("100 hours of experience of the world of work by 16, and a governor who keeps watch over it."),)
    if max(years, default=0) < FIRST_SECONDARY_YEAR:
        report = _("A yearly report on how careers is taught in the school.")
        return Expectations(known=True, voluntary=(report,), primary=True)
    programme = _(
        "The careers leader’s name, email and telephone; what each year gets; how it measures results; "
        "the next review date."
    )
    access = _("A policy on access for colleges and training providers, and how they can ask for it.")
    must = [access] if kind.provider_access.startswith("must") and not registration.school.in_hospital else []
    should = []
    if kind.publish_careers_information.startswith("must"):
        must.insert(0, programme)
    elif kind.publish_careers_information != "no":
        should.append(programme)
    return Expectations(known=True, must=tuple(must), should=tuple(should), voluntary=voluntary)
