"""`manage.py bench_documents`: how long sheets take to be written as Word documents, beside python-docx alone."""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from django.core.management.base import BaseCommand, CommandParser

from hub.core.documents.about import About
from hub.core.documents.word import Word
from hub.core.documents.word_tables import Card, add_cards, add_table

WORDS = "Decide which door a choice closes, and write down whose words they are."
PARAGRAPHS, ROWS, CARDS = 20, 6, 8


def sheet() -> bytes:
    """Write a page as sheets are: headings, text with bold, a list, lines, a table to fill in, cards."""
    word = Word(About(title="A sheet", language="en", address="https://hub.example/resources/a-sheet/"))
    word.heading("A sheet")
    for number in range(PARAGRAPHS):
        word.rich(f"<p>{number} <b>{WORDS}</b> {WORDS}</p>")
    word.items([WORDS] * 4, ordered=True)
    for _line in range(6):
        word.paragraph("\t", style="WritingLine")
    add_table(word, ["Statement", "Locked", "Shut", "Open"], [["1", "", "", ""]] * ROWS, caption="Sort them", row_mm=12)
    add_cards(word, [Card("Surveyor", WORDS)] * CARDS, per_page=8, caption="Cut these", description="Cards")
    return word.to_bytes()


def plain() -> bytes:
    """Write as many paragraphs and cells with python-docx and its own template."""
    document = docx.Document()
    for number in range(PARAGRAPHS + 10):
        document.add_paragraph(f"{number} {WORDS} {WORDS}")
    table = document.add_table(ROWS + CARDS // 2 + 1, 4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "Locked"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def seconds(make: Callable[[], bytes], times: int) -> float:
    """Return the processor's seconds for so many, after a first one that prepares."""
    make()
    began = time.process_time()
    for _number in range(times):
        make()
    return time.process_time() - began


class Command(BaseCommand):
    help = "Write sheets as Word documents and say how long the processor took; no database is asked."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sheets", type=int, default=30)

    def handle(self, *args: object, **options: Any) -> None:
        ours, theirs = seconds(sheet, options["sheets"]), seconds(plain, options["sheets"])
        self.stdout.write(
            f"{options['sheets']} sheets: {ours:.2f} s of processor; with python-docx alone {theirs:.2f} s"
        )
        self.stdout.write(f"ratio {ours / theirs:.2f}")
