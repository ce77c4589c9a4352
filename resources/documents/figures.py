"""Figures of the labour market in files: as they are on the day the file is made, for a reader without a borough."""

from urllib.parse import urljoin

from wagtail.blocks import BoundBlock as Block
from wagtail.models import Page

from hub.core.documents.rich_text import Run
from hub.core.documents.word import Word
from hub.core.figures import Asked, Figure, Reading, asked_on, reading_of


def reading_for(page: Page) -> Reading:
    """Return the figures that a page asks for, read together and remembered on the page itself."""
    if not hasattr(page, "_figures"):
        page._figures = reading_of(None)
        page._figures.read_page(page)
    return page._figures


def said_on(page: Page) -> list[str]:
    """Return what the figures of a page say and what they rest on: what a file of the page would say."""
    figures = filter(None, map(reading_for(page).get, asked_on(page)))
    return [f"{figure.sentence} {figure.cited}" for figure in figures]


def write_block(word: Word, block: Block, reading: Reading) -> None:
    """Add a block that asks for a figure, nothing where there is none."""
    figure = reading.get(Asked.stored(block.value))
    if figure is not None:
        write_figure(word, figure, block.value.get("sentence") or "")


def write_figure(word: Word, figure: Figure, sentence: str) -> None:
    """Add a figure, the author's own sentence about it, and what it rests on."""
    word.paragraph([Run(figure.sentence, bold=True), Run(f" {sentence}" if sentence else "")])
    runs = [Run(figure.cited)]
    if figure.url:
        runs += [Run(" "), Run(figure.more, url=urljoin(word.about.address, figure.url))]
    word.paragraph(runs, style="Hint")
