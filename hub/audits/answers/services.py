"""Begins an audit, saves its answers, finishes it and opens it again."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from hub.accounts.models import User
from hub.audits.answers.models import Answer, Audit
from hub.audits.questions.models import AuditTemplate
from hub.publication.dates import AcademicYear
from hub.schools.models import School


class SavedMeanwhile(Exception):
    """Somebody has saved the audit since it was opened."""


@transaction.atomic
def begin(
    school: School, template: AuditTemplate, year: AcademicYear, *, by: User | None, on: datetime.date
) -> tuple[Audit, bool]:
    """Return the school's audit by `template` in `year`, and whether it was made now: with the questions of today."""
    audit, made = Audit.objects.get_or_create(
        school=school,
        template=template,
        academic_year=str(year),
        defaults={"title": template.title, "begun_on": on, "begun_by": by},
    )
    if made:
        Answer.objects.bulk_create(
            Answer(
                audit=audit,
                order=place,
                key=each.key,
                text=each.text,
                shows=each.shows,
                asked_by=each.asked_by,
                benchmark_id=each.benchmark_id,
                element_id=each.element_id,
            )
            for place, each in enumerate(template.questions.all())
        )
    return audit, made


@transaction.atomic
def save(audit: Audit, changed: Iterable[Answer], *, seen: int) -> None:
    """Save answers to the version `seen` of an audit that is not finished.

    Raises:
        SavedMeanwhile: if it is at another version by now, or finished.
    """
    rows = Audit.objects.filter(pk=audit.pk, saves=seen, finished_on=None)
    if not rows.update(saves=F("saves") + 1):
        raise SavedMeanwhile
    Answer.objects.bulk_update(changed, ["state", "words", "link"])


def finish(audit: Audit, *, on: datetime.date) -> int:
    """Finish an audit whose questions are all answered; return how many are not."""
    left = audit.answers.filter(state="").count()
    if not left:
        Audit.objects.filter(pk=audit.pk, finished_on=None).update(finished_on=on)
    return left


def reopen(audit: Audit) -> None:
    """Open a finished audit again; its answers stay."""
    Audit.objects.filter(pk=audit.pk).update(finished_on=None)
