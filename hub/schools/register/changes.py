"""What a register file says that waits for a person: it would change a public school, or has lost too many schools."""

import datetime
import json
from collections.abc import Iterator

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.register.models import Registration, School

DATES = ("starts_on", "ends_on")


class RegisterChange(models.Model):
    """One change that waits, or the decision on it. What is refused is not asked again while the file says the same.

    `rows` are rows of the register: `urn`, `line`, `borough`, and what would be written as `school` and
    `registration`. `was` is what stands against it: the old values, or how many schools were lost, and which.
    """

    class Kind(models.TextChoices):
        SCHOOL = "school", gettext_lazy("A school with public pages changes")
        BOROUGH = "borough", gettext_lazy("Schools of a borough are missing")
        LINK = "link", gettext_lazy("A school with public pages goes on under another number")

    class Decision(models.TextChoices):
        WAITING = "waiting", gettext_lazy("Waiting")
        ACCEPTED = "accepted", gettext_lazy("Accepted")
        REFUSED = "refused", gettext_lazy("Refused")

    kind = models.CharField(max_length=10, choices=Kind)
    school = models.ForeignKey(School, null=True, on_delete=models.CASCADE, related_name="register_changes")
    borough = models.ForeignKey(Borough, null=True, on_delete=models.CASCADE, related_name="+")
    urn = models.PositiveIntegerField(null=True)
    file = models.CharField(max_length=255, blank=True)
    dated = models.DateField()
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    was = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    found_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING, db_index=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["found_at", "pk"]
        verbose_name = gettext_lazy("change of the register")
        verbose_name_plural = gettext_lazy("changes of the register")
        constraints = [
            models.UniqueConstraint(fields=["kind", "urn"], condition=Q(decision="waiting"), name="schools_one_by_urn"),
            models.UniqueConstraint(
                fields=["kind", "borough"], condition=Q(decision="waiting", urn=None), name="schools_one_by_borough"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.school or self.borough}"

    @property
    def sentences(self) -> list[str]:
        """What would change, one sentence for each value."""
        if self.kind == self.Kind.LINK:
            said = {"urn": self.urn, "name": self.was["name"], "was": self.was["urn"]}
            return [_("%(was)s goes on as %(urn)s, %(name)s, which the hub holds as another school.") % said]
        return list(self._lost() if self.kind == self.Kind.BOROUGH else self._changed())

    def _lost(self) -> Iterator[str]:
        yield _("%(lost)s of the %(held)s schools that the hub holds are not in the file.") % self.was
        yield _("Missing: %s.") % "; ".join(self.was["names"])

    def _changed(self) -> Iterator[str]:
        for row in self.rows:
            for model, part in ((School, "school"), (Registration, "registration")):
                for field, new in row.get(part, {}).items():
                    label = getattr(model._meta.get_field(field), "verbose_name", field)
                    old = self.was.get(field)
                    yield _("%(what)s: from %(old)s to %(new)s") % {
                        "what": label,
                        "old": _shown(field, old),
                        "new": _shown(field, new),
                    }
                    if (field, new) == ("status", School.Status.CLOSED):
                        yield _("If it goes on under another number, refuse this and use reregister_school.")


def _shown(field: str, value: str | None) -> str:
    if not value:
        return _("not known")
    if field in DATES:
        return date_format(datetime.date.fromisoformat(value), "j F Y")
    return str(dict(School.Status.choices).get(value, value)) if field == "status" else f"“{value}”"


def settled(change: RegisterChange, *, accepted: bool, user: User | None, at: datetime.datetime) -> None:
    """Record what was decided on `change`, and by whom; nobody is the command line."""
    change.decision = change.Decision.ACCEPTED if accepted else change.Decision.REFUSED
    change.decided_by, change.decided_at = user, at
    change.save(update_fields=["decision", "decided_by", "decided_at"])


def refused_before(kind: str, *, urn: int | None, borough: Borough | None, rows: list) -> bool:
    """Tell whether the last decision on this very change was a refusal."""
    last = RegisterChange.objects.filter(kind=kind, urn=urn, borough=borough).exclude(decision="waiting").last()
    return last is not None and last.decision == last.Decision.REFUSED and _content(last.rows) == _content(rows)


def hold(kind: str, *, urn: int | None = None, borough: Borough | None = None, rows: list, **more: object) -> bool:
    """Let a change wait, in place of an earlier one of the same school or borough; False if it was refused before."""
    rows = as_json(rows)
    if refused_before(kind, urn=urn, borough=borough, rows=rows):
        withdraw(kind, urn=urn, borough=borough)
        return False
    RegisterChange.objects.update_or_create(
        kind=kind, urn=urn, borough=borough, decision=RegisterChange.Decision.WAITING, defaults={"rows": rows, **more}
    )
    return True


def withdraw(kind: str, *, urn: int | None = None, borough: Borough | None = None) -> None:
    """Let a change wait no longer: the register does not say so any more, or the hub has it."""
    RegisterChange.objects.filter(kind=kind, urn=urn, borough=borough, decision="waiting").delete()


def as_json(rows: list) -> list:
    """Return rows as they come back from the database: days as texts."""
    return json.loads(json.dumps(rows, cls=DjangoJSONEncoder))


def _content(rows: list) -> list:
    """Rows without their place in the file."""
    return [{key: value for key, value in row.items() if key != "line"} for row in as_json(rows)]
