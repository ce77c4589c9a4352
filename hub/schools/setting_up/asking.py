"""Reads which schools are to be set up: from a CSV file with people, or by borough and type."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.schools.directory.listing import boroughs
from hub.schools.register.groups import groups
from hub.schools.register.importing.encodings import UnreadableFile
from hub.schools.setting_up.many import schools_where
from hub.schools.setting_up.plans import Plan
from hub.schools.setting_up.rows import Row, read

# More than London has schools, and what a form can carry to the button that begins.
ROWS_MOST = 5_000
FILE_MOST = 1024 * 1024
TEMPLATE = "urn,name,email,role\r\n900101,Ada Example,ada@school.example,Careers leader\r\n900102,,,\r\n"


class FileForm(forms.Form):
    """A CSV file: a row for each person to invite, or for a school that nobody is invited to yet."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Up to 1 MB and 5,000 rows. You see what would happen before anything does."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    plan: Plan

    def clean_file(self) -> UploadedFile:
        """Read it here, so that what is wrong with it stands at the field."""
        file = self.cleaned_data["file"]
        if file.size > FILE_MOST:
            said = _("The file has %(size)s, which is more than %(most)s. Divide it into several.")
            sizes = {"size": filesizeformat(file.size), "most": filesizeformat(FILE_MOST)}
            raise ValidationError(said % sizes)
        try:
            self.plan = _read(file)
        except UnreadableFile as error:
            raise ValidationError(str(error)) from error
        if not self.plan.rows and not self.plan.problems:
            raise ValidationError(_("The file has a heading and no rows."))
        return file


def _read(file: UploadedFile) -> Plan:
    """Read an uploaded file as the command reads its own, which is on a disk.

    Raises:
        UnreadableFile: when it is no such file; the message says why, and names it as its owner does.
    """
    given = Path(file.name or "")
    # Its owner's name for it, in letters that any disk takes.
    name = f"{slugify(given.stem)[:60] or 'file'}.{slugify(given.suffix)[:10] or 'csv'}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(file.read())
        rows, problems = read(path, most=ROWS_MOST)
    return Plan(name, rows, problems)


class FilterForm(forms.Form):
    """The open schools of some boroughs and types, with nobody to invite yet."""

    borough = forms.MultipleChoiceField(
        label=gettext_lazy("Boroughs"), required=False, widget=forms.CheckboxSelectMultiple
    )
    type = forms.MultipleChoiceField(label=gettext_lazy("Types"), required=False, widget=forms.CheckboxSelectMultiple)
    plan: Plan

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {"borough": {each.slug: str(each) for each in boroughs()}, "type": groups()}
        for name, known in self.names.items():
            self.fields[name].choices = list(known.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the schools, so that none found is said here."""
        data = super().clean() or {}
        chosen = {name: data.get(name) or [] for name in self.names}
        if self.errors:
            return data
        if not any(chosen.values()):
            raise ValidationError({"borough": _("Choose boroughs, types or both.")})
        schools = schools_where(boroughs=chosen["borough"], groups=chosen["type"], on=timezone.localdate())
        # Any of a school's numbers leads to it.
        urns = schools.annotate(urn=Max("registrations__urn")).exclude(urn=None).values_list("urn", flat=True)
        rows = [Row(number, urn, None) for number, urn in enumerate(urns[: ROWS_MOST + 1], 1)]
        if not rows:
            raise ValidationError({"borough": _("No open school of the register fits.")})
        if len(rows) > ROWS_MOST:
            raise ValidationError(
                {"borough": _("More than %d schools fit. Choose fewer boroughs or types.") % ROWS_MOST}
            )
        self.plan = Plan(self._title(chosen), rows, [])
        return data

    def _title(self, chosen: dict[str, list[str]]) -> str:
        return "; ".join(
            ", ".join(self.names[name][slug] for slug in slugs) for name, slugs in chosen.items() if slugs
        )[:200]
