"""Forms of items, one for each kind."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from curriculum.models import Sector, Subject
from hub.clusters.files import check_upload
from hub.clusters.models import Item
from hub.publication.personal import SecondLook
from hub.schools.models import School

LINES = 5


class ActingForm(SecondLook, forms.ModelForm):
    """A form that is filled in for one of the schools that a person speaks for; asked only where there are several."""

    looked_at = ("summary", "context", "done", "effect", "words", "text", "notes", "why")

    school = forms.ModelChoiceField(queryset=School.objects.none(), label=gettext_lazy("For which school"))

    def __init__(self, *args: Any, speaks_for: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = School.objects.filter(pk__in=speaks_for).order_by("name", "pk")
        if self.instance.pk is not None or len(own) == 1:
            if self.instance.pk is None:
                self.instance.school = own[0]
            del self.fields["school"]
        else:
            self.fields["school"].queryset = own  # type: ignore[attr-defined]
        for name, terms in (("subject", Subject), ("sector", Sector)):
            if name in self.fields:
                self.fields[name].queryset = terms.objects.current()  # type: ignore[attr-defined]

        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = LINES

    def _post_clean(self) -> None:
        if "school" in self.cleaned_data:
            self.instance.school = self.cleaned_data["school"]
        super()._post_clean()  # type: ignore[misc]


class ResourceForm(ActingForm):
    """A web address, or a file that the school keeps."""

    upload = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        validators=[check_upload],
        help_text=gettext_lazy("Members alone can open it until the hub makes it public. A new file replaces the old."),
    )

    class Meta:
        model = Item
        fields = ["title", "summary", "url", "subject", "sector"]

    @property
    def file(self) -> UploadedFile | None:
        return self.cleaned_data.get("upload")


class CaseStudyForm(ActingForm):
    """What a school did and what came of it, in four parts."""

    class Meta:
        model = Item
        fields = ["title", "summary", "context", "done", "effect", "words", "subject", "sector"]


class PointForm(ActingForm):
    """A short piece of the series that members write together: why a subject matters at work."""

    class Meta:
        model = Item
        fields = ["title", "summary", "subject", "sector", "text", "words"]


FORMS: dict[str, type[ActingForm]] = {
    Item.Kind.RESOURCE: ResourceForm,
    Item.Kind.CASE_STUDY: CaseStudyForm,
    Item.Kind.POINT: PointForm,
}
