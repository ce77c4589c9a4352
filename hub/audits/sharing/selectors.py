"""What a school shares with its groups, and what a group's members come to together."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hub.accounts.models import User
from hub.audits.answers.beside import Shown
from hub.audits.answers.models import Answer, Audit
from hub.audits.sharing.models import SharedAudit
from hub.schools.models import School
from hub.schools.tenancy.groups import SharingGroup, groups_of
from hub.schools.tenancy.leading import may_write

# With fewer, a member could tell another's answers from the sum and its own.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """One finished audit and one group, and whether its answers count there."""

    audit: Audit
    group: SharingGroup
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and how many schools gave each answer, in the order of `Answer.State`."""

    text: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Sums:
    """The audits by one template of one school year: how many schools share them, and each question's answers.

    No rows while fewer than LEAST share.
    """

    title: str
    academic_year: str
    schools: int
    rows: Sequence[Row]


def together(school: School, *, user: User, on: datetime.date) -> Shown:
    """Return what a school's page shows of sharing: nothing where it belongs to no group."""
    groups = groups_of([school.pk])
    finished = list(Audit.objects.filter(school=school, finished_on__isnull=False)) if groups else []
    shared = set(SharedAudit.objects.filter(audit__in=finished).values_list("audit", "group")) if finished else set()
    offers = [Offer(audit, each, (audit.pk, each.page) in shared) for audit in finished for each in groups]
    context = {"school": school, "groups": groups, "offers": offers, "writes": may_write(user, school.pk)}
    return Shown("audits/admin/sharing/_of_school.html", context | {"least": LEAST})


def sums_of(group: SharingGroup) -> list[Sums]:
    """Return what a group's members share, the latest year first: of members of today and finished audits alone.

    Those by one template belong together, however it was called when each began.
    """
    shares = SharedAudit.objects.filter(
        group=group.page, audit__school__in=group.schools, audit__finished_on__isnull=False
    )
    audits: dict[tuple[str, int | str], list[Audit]] = {}
    for share in shares.select_related("audit").order_by("audit__begun_on", "audit_id"):
        audit = share.audit
        # A template that was deleted leaves its title.
        audits.setdefault((audit.academic_year, audit.template_id or audit.title), []).append(audit)
    enough = [audit.pk for each in audits.values() if len(each) >= LEAST for audit in each]
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(audit__in=enough):
        answers.setdefault(answer.audit_id, []).append(answer)
    found = [
        Sums(each[-1].title, year, len(each), _rows([answer for audit in each for answer in answers.get(audit.pk, ())]))
        for (year, _template), each in audits.items()
    ]
    return sorted(sorted(found, key=lambda sums: sums.title), key=lambda sums: sums.academic_year, reverse=True)


def _rows(answers: Sequence[Answer]) -> list[Row]:
    """Add up answers by question: one that was reworded since counts with the words of the audit begun last."""
    texts: dict[str, str] = {}
    counts: dict[str, Counter[str]] = {}
    for answer in sorted(answers, key=lambda each: (each.order, each.audit_id)):
        texts[answer.key] = answer.text
        counts.setdefault(answer.key, Counter())[answer.state] += 1
    return [Row(texts[key], [counted[state] for state in Answer.State.values]) for key, counted in counts.items()]
