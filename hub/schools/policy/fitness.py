"""Whether the text of a careers policy is fit to be decided on: there is some, and all of it is part of the policy."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from hub.schools.policy.blocks import filled
from hub.schools.text import plain

NO_HEADING_WORDS = 6


def unfit(*, sections: StreamValue, unplaced: StreamValue) -> dict[str, str]:
    """Return what keeps a policy with these texts from head and governors: a sentence for each field."""
    found = {}
    if not filled(sections):
        found["sections"] = _("There is no text to decide on: write at least one section.")
    passages = names_of(unplaced)
    if passages:
        found["unplaced"] = _(
            "Not part of the policy yet: %(passages)s. What is approved is what stands in the sections. Move there "
            "what the policy needs, and delete the rest."
        ) % {"passages": ", ".join(f"“{name}”" for name in passages)}
    return found


def names_of(unplaced: StreamValue) -> list[str]:
    """Return the heading of each passage that has a text; of one without a heading, how it begins.

    A heading alone, such as the title of the Word document, is no passage that a reader would miss.
    """
    texts = [(block.value["heading"], plain(block.value["text"].source)) for block in unplaced]
    return [heading or _beginning(text) for heading, text in texts if text]


def _beginning(text: str) -> str:
    return Truncator(text).words(NO_HEADING_WORDS)
