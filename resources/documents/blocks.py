"""Writes the blocks of a resource into a Word document, one function for each kind of block."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import BoundBlock as Block
from wagtail.images.models import AbstractImage

from curriculum.templatetags.curriculum_tags import as_hours
from hub.core.documents.rich_text import Run
from hub.core.documents.word import Word
from hub.core.documents.word_tables import Card, add_box, add_cards, add_table
from resources.documents.pictures import alt_of, opened

# Room for a pupil's hand.
ROW_MM = 12
_USUAL_CARDS = 8


def write(word: Word, block: Block) -> None:
    """Add a block. A kind that has no function of its own is added as its words."""
    _WRITERS.get(block.block_type, _as_words)(word, block)


def _as_words(word: Word, block: Block) -> None:
    word.paragraph(" ".join(strip_tags(block.block.render_basic(block.value)).split()))


def _heading(word: Word, block: Block) -> None:
    word.heading(str(block.value), 2)


def _rich(word: Word, block: Block) -> None:
    word.rich(block.value.source, base=word.about.address)


def _steps(word: Word, block: Block) -> None:
    word.items([_step(step) for step in block.value["steps"]], ordered=True)


def _step(step: Mapping[str, Any]) -> str:
    return f"{step['text']} ({as_hours(step['minutes'])})" if step.get("minutes") else step["text"]


def _task(word: Word, block: Block) -> None:
    value = block.value
    word.paragraph(value["prompt"], style="Task")
    if value.get("hint"):
        word.paragraph(value["hint"], style="Hint")
    lines = value.get("lines") or 0
    if value.get("box") and lines:
        add_box(word, lines=lines, description=_("Box for: %s") % value["prompt"])
        return
    # A line is a tab with a leader: Word and LibreOffice both make one box of paragraphs with the same border.
    for _number in range(lines):
        word.paragraph("\t", style="WritingLine")


def _sort_table(word: Word, block: Block) -> None:
    rows = block.block.get_context(block.value)["rows"]
    add_table(
        word,
        list(block.value["headers"]),
        rows,
        caption=block.value.get("caption") or "",
        description=_("Table to fill in"),
        row_mm=ROW_MM,
        row_headers=any(row[0] for row in rows),
    )


def _cards(word: Word, block: Block) -> None:
    value = block.value
    add_cards(
        word,
        [_card(card) for card in value["cards"]],
        per_page=int(value.get("per_page") or _USUAL_CARDS),
        caption=value.get("caption") or "",
        description=_("Cards to cut out"),
    )


def _card(card: Mapping[str, Any]) -> Card:
    image = card.get("picture")
    file = opened(image) if image else None
    return Card(card["title"], card.get("text") or "", file, alt_of(image) if image else "")


def _slide(word: Word, block: Block) -> None:
    word.heading(block.value["title"], 2)
    if block.value.get("picture"):
        _picture(word, block.value["picture"])
    if block.value.get("text"):
        word.rich(block.value["text"].source, base=word.about.address)


def _quote(word: Word, block: Block) -> None:
    value = block.value
    word.paragraph(f"“{value['text']}”", style="Quote")
    word.paragraph(", ".join(filter(None, [value["role"], value.get("source")])), style="Quote")


def _case_study(word: Word, block: Block) -> None:
    value = block.value
    for label, key in ((_("Context"), "context"), (_("What they did"), "what"), (_("Effect"), "effect")):
        if value.get(key):
            word.paragraph([Run(f"{label}: ", bold=True), Run(value[key])])
    if value.get("quote"):
        word.paragraph(f"“{value['quote']}”", style="Quote")
    said = ", ".join(filter(None, [value.get("role"), value.get("source")]))
    if said:
        word.paragraph(said, style="Quote")


def _image(word: Word, block: Block) -> None:
    _picture(word, block.value["image"])
    if block.value.get("caption"):
        word.paragraph(block.value["caption"], style="Hint")


def _picture(word: Word, image: AbstractImage) -> None:
    file = opened(image)
    if file:
        word.picture(file, alt=alt_of(image))
    elif alt_of(image):
        word.paragraph(_("Picture: %s") % alt_of(image))


def _link(word: Word, block: Block) -> None:
    value = block.value
    if block.block_type == "download":
        title, url, note = value["document"].title, value["document"].full_url, value.get("note") or ""
    else:
        title, url = value["title"], value["url"]
        note = as_hours(value["minutes"]) if value.get("minutes") else ""
    word.paragraph([Run(title, url=url), Run(f" ({note})" if note else "")])


_WRITERS: dict[str, Callable[[Word, Block], None]] = {
    "heading": _heading,
    "paragraph": _rich,
    "teacher_note": _rich,
    "steps": _steps,
    "quote": _quote,
    "case_study": _case_study,
    "image": _image,
    "download": _link,
    "video_link": _link,
    "task": _task,
    "sort_table": _sort_table,
    "cards": _cards,
    "slide": _slide,
}
