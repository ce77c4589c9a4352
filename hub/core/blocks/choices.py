"""Choices whose values are strings already, read from the database when a form is drawn."""


class KeptChoices:
    """For a ChoiceBlock or MultipleChoiceBlock: stored values are taken as they are.

    Wagtail compares each with every choice to give it back the type of the choice's key, which would cost a query for
    each block of a page.
    """

    def normalize_choice(self, value: str) -> str:
        """Return the stored value."""
        return value
