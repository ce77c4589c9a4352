"""The edit form of pages that can begin as a Word document."""

from hub.schools.microsites.forms import SchoolPageForm


class FromWordPageForm(SchoolPageForm):
    """Shows the field for text that is not placed yet only if there is some."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.unplaced:
            self.fields.pop("unplaced", None)
