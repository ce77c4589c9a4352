"""Questions worth asking before a careers policy is approved. The hub suggests them; no law requires them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from hub.publication.oversight import answered_for, question
from hub.publication.rules import Finding, LazyText


class Question(NamedTuple):
    """What to ask, and where it comes from."""

    text: LazyText
    source: LazyText


ALWAYS = (
    Question(_("Who would notice if this policy were not followed, and how soon?"), _("London Ambitions, element 4")),
    Question(
        _("Which pupils get least of the programme: those who are absent, those with SEND, those who join late?"),
        _("Gatsby Benchmark 3"),
    ),
    Question(
        _("What did pupils, parents and employers say about last year, and what changes because of it?"),
        _("Gatsby Benchmark 1"),
    ),
    Question(_("Where do our leavers go, and does the policy answer to that?"), _("Gatsby Benchmark 3")),
    Question(
        _("Does the careers leader have the time and the training that the policy needs?"), _("Gatsby Benchmark 1")
    ),
    Question(_("Could a parent read this and know whom to ring?"), _("Statutory guidance, for schools that it binds")),
)


def of_the_law(findings: Iterable[Finding]) -> list[Question]:
    """Return what governors answer for beside the policy: a question for each duty in law that is open."""
    return [Question(question(each), f"{each.rule.title}; {each.source}") for each in answered_for(findings)]
