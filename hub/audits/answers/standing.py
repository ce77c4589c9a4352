"""How an audit stands: its questions by subject, strengths, gaps, and the last finished audit beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from curriculum.models import Criterion
from hub.audits.answers.evidence import Evidence, Found
from hub.audits.answers.forms import AnswerForm
from hub.audits.answers.models import Answer, Audit


@dataclass(frozen=True)
class Line:
    """One question with its answer, the answer of the earlier audit, and what the hub holds."""

    answer: Answer
    before: Answer | None
    findings: Sequence[Found]
    activities: int
    actions: Sequence[object] = ()
    form: AnswerForm | None = None

    @property
    def asked_differently(self) -> bool:
        """Whether the earlier audit asked it in other words."""
        return self.before is not None and self.before.text != self.answer.text

    @property
    def moved(self) -> str:
        """Where it went since the earlier audit: "up", "down", or "" for neither."""
        order = list(Answer.State.values)[:3]
        if self.before is None or self.answer.state not in order or self.before.state not in order:
            return ""
        steps = order.index(self.answer.state) - order.index(self.before.state)
        return "up" if steps > 0 else "down" if steps < 0 else ""


@dataclass(frozen=True)
class Group:
    """The questions of one benchmark, or of one element where there is no benchmark."""

    criterion: Criterion | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """An audit as it is shown."""

    audit: Audit
    previous: Audit | None
    groups: Sequence[Group]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def strengths(self) -> list[Line]:
        return [line for line in self.lines if line.answer.state == Answer.State.IN_PLACE]

    @property
    def gaps(self) -> list[Line]:
        return [line for line in self.lines if line.answer.is_gap]

    @property
    def unanswered(self) -> int:
        return sum(not line.answer.state for line in self.lines)

    @property
    def better(self) -> int:
        return sum(line.moved == "up" for line in self.lines)

    @property
    def worse(self) -> int:
        return sum(line.moved == "down" for line in self.lines)

    @property
    def counts(self) -> list[tuple[str, int, int | None]]:
        """How many answers of each kind, and how many in the earlier audit."""
        before = [line.before.state for line in self.lines if line.before] if self.previous else None
        now = [line.answer.state for line in self.lines]
        return [
            (str(state.label), now.count(state), None if before is None else before.count(state))
            for state in Answer.State
        ]


def answers_of(audit: Audit) -> list[Answer]:
    """Return the answers of an audit with their criteria, in the order asked."""
    answers = audit.answers.select_related("benchmark__parent", "element", "audit")
    return list(answers)


def last_finished_before(audit: Audit) -> Audit | None:
    """Return the school's last finished audit by the same template in an earlier year."""
    if audit.template_id is None:
        return None
    earlier = Audit.objects.filter(school=audit.school_id, template=audit.template_id, finished_on__isnull=False)
    return earlier.filter(academic_year__lt=audit.academic_year).order_by("-academic_year").first()


def standing_of(
    audit: Audit,
    answers: Iterable[Answer],
    *,
    evidence: Evidence,
    forms: Mapping[int, AnswerForm] | None = None,
    actions: Mapping[int, Sequence[object]] | None = None,
) -> Standing:
    """Return an audit with all that is shown beside its answers."""
    previous = last_finished_before(audit)
    before = {each.key: each for each in previous.answers.all()} if previous else {}
    groups: dict[str, Group] = {}
    for answer in answers:
        criterion = _top(answer)
        group = groups.setdefault(criterion.slug if criterion else "", Group(criterion))
        slugs = [each.slug for each in answer.criteria]
        counted = evidence.counted(answer.benchmark.slug) if answer.benchmark else 0
        group.lines.append(
            Line(
                answer=answer,
                before=before.get(answer.key),
                findings=evidence.findings(slugs),
                activities=counted,
                actions=(actions or {}).get(answer.pk, ()),
                form=(forms or {}).get(answer.pk),
            )
        )
    return Standing(audit, previous, list(groups.values()))


def _top(answer: Answer) -> Criterion | None:
    if answer.benchmark:
        return answer.benchmark.parent or answer.benchmark
    return answer.element
