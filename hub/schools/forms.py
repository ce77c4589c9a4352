"""Editors' forms for the pages of a school."""

from curriculum.models import ActivityKind, Criterion
from hub.publication.forms import GatedPageForm

GATSBY = "gatsby"


class SchoolPageForm(GatedPageForm):
    """A page that takes its school from the page above, before anything is judged."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.school_id is None and self.parent_page is not None:
            self.instance.school = self.parent_page.specific.school


class PolicyPageForm(SchoolPageForm):
    """The policy, without a place for what is not placed yet unless there is some."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.unplaced:
            self.fields.pop("unplaced", None)


class CareersPageForm(SchoolPageForm):
    """The careers page, whose rows offer current terms only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = ActivityKind.objects.current()
        benchmarks = Criterion.objects.current().filter(framework__slug=GATSBY, parent=None)
        for form in [*self.formsets["programme"].forms, self.formsets["programme"].empty_form]:
            form.fields["kind"].queryset = kinds | ActivityKind.objects.filter(pk=form.instance.kind_id)
            form.fields["benchmark"].queryset = benchmarks
