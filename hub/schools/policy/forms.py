"""The editor's form of the careers policy."""

from hub.schools.microsites.forms import SchoolPageForm


class PolicyPageForm(SchoolPageForm):
    """The policy, without a place for what is not placed yet unless there is some."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.unplaced:
            self.fields.pop("unplaced", None)
