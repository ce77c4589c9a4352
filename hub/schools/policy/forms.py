"""The edit form of the careers policy."""

from hub.schools.microsites.forms import SchoolPageForm


class PolicyPageForm(SchoolPageForm):
    """The edit form of the policy; the field for text not placed yet is shown only if there is some."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.unplaced:
            self.fields.pop("unplaced", None)
