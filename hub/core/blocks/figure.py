"""A figure of the labour market, in a sentence that is made when the page is shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.core import figures

from .choices import KeptChoices
from .text import BLOCKS


class KeyBlock(KeptChoices, blocks.ChoiceBlock):
    """A public key, chosen among those there are when the form is drawn."""


class FigureBlock(blocks.StructBlock):
    """A measure, of one sector or of all work, in an area. What it says is never typed, so that it never grows old."""

    measure = KeyBlock(choices=figures.measure_choices, label=_("What is counted"))
    sector = KeyBlock(
        choices=figures.sector_choices,
        label=_("Sector"),
        required=False,
        help_text=_("Only for what is counted by sector. Leave empty for all work."),
    )
    area = KeyBlock(
        choices=figures.area_choices,
        label=_("Where"),
        default=figures.LONDON,
        help_text=_("The reader’s borough is asked for on the page; without one the figure is London’s."),
    )
    sentence = blocks.CharBlock(
        label=_("A sentence of your own"),
        required=False,
        max_length=300,
        help_text=_("What to make of it. The figure, its date and its source are written for you."),
    )

    class Meta:
        icon = "info-circle"
        label = _("Figure about jobs")
        label_format = "{measure}, {area}"
        template = f"{BLOCKS}/figure.html"

    def get_context(self, value: blocks.StructValue, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Add the figure, None where there is none; those of the same page are read together."""
        context = super().get_context(value, parent_context)
        request, page = context.get("request"), context.get("page")
        reading, asked = figures.reading_of(request), figures.Asked.stored(value)
        if page is not None:
            reading.read_page(page)
        figure = reading.get(asked)
        return {
            **context,
            "figure": figure,
            "reading": reading,
            # Nothing is said in public of what is not there; whoever edits the page is told.
            "told": figure is None and getattr(request, "is_preview", False),
        }

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Return what it is about, in words that hold when the figure has changed."""
        return [figures.name_of(figures.Asked.stored(value)), value.get("sentence") or ""]
