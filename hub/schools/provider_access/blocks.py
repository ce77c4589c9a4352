"""Who came to a meeting."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.schools.text import fold


class ProviderBlock(blocks.StructBlock):
    """A provider at a meeting. What counts is its approved offer, not what kind of place it is."""

    name = blocks.CharBlock(label=_("Provider"), max_length=160, help_text=_("College, UTC, training provider..."))
    technical = blocks.BooleanBlock(label=_("Offers approved technical qualifications"), required=False)
    apprenticeships = blocks.BooleanBlock(label=_("Offers apprenticeships"), required=False)

    class Meta:
        icon = "group"
        label = _("Provider")


class ProvidersBlock(blocks.StreamBlock):
    """The providers at a meeting: a set, none of them twice."""

    provider = ProviderBlock()

    def clean(self, value: blocks.StreamValue, **kwargs: object) -> blocks.StreamValue:
        value = super().clean(value, **kwargs)
        seen: set[str] = set()
        errors = {}
        for position, child in enumerate(value):
            name = fold(child.value["name"])
            if name in seen:
                twice = ValidationError(_("This provider is here twice."), code="twice")
                errors[position] = StructBlockValidationError(block_errors={"name": twice})
            seen.add(name)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value
