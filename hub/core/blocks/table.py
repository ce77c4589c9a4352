"""A table as rows and columns, translated by its words and compared by them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.compare import BlockComparison, diff_text, text_from_html
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.segments.types import BaseValue

from .text import BLOCKS, INLINE_FEATURES

# Writes another value in the place of one, if there is one.
Change = Callable[[blocks.Block, Any], Any]
WORDS = blocks.CharBlock(required=False)
LINE = SafeString("<br>")


class TableComparison(BlockComparison):
    """Compares two tables by what they hold, a row to a line: Wagtail's values of tables are never equal."""

    def has_changed(self) -> bool:
        return bool(self.block.get_prep_value(self.val_a) != self.block.get_prep_value(self.val_b))

    def htmlvalue(self, val: TypedTable) -> SafeString:
        return format_html_join(LINE, "{}", ((line,) for line in _lines_of(val)))

    def htmldiff(self) -> SafeString:
        return format_html_join(LINE, "{}", ((diff_text(*pair).to_html(),) for pair in self._pairs()))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of both that belong together; an empty text where one has no such line."""
        before, after = _lines_of(self.val_a), _lines_of(self.val_b)
        for _kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            yield from zip_longest(before[i1:i2], after[j1:j2], fillvalue="")


class TableBlock(TypedTableBlock):
    """A table with a heading for each column. A column of names has the heading of each row in it."""

    name = blocks.CharBlock(label=_("Names of the rows"), required=False, max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=INLINE_FEATURES)

    class Meta:
        icon = "table"
        label = _("Table")
        template = f"{BLOCKS}/table.html"

    def get_context(self, value: TypedTable, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Add the headings of the columns; none where no column has one, so that no empty row is read out."""
        headings = [column["heading"] for column in value.columns]
        return {**super().get_context(value, parent_context), "headings": headings if any(headings) else []}

    def get_comparison_class(self) -> type[BlockComparison]:
        return TableComparison

    def get_translatable_segments(self, value: TypedTable) -> list[BaseValue]:
        """Return each text once, whatever cells it stands in, under a key of its own.

        So a translation stays with its words when rows and columns move, and what a merged cell repeats is translated
        once.
        """
        extract = StreamFieldSegmentExtractor(None).handle_block
        texts = {_key(block, text): (block, text) for block, text in _texts(value)}
        return [segment.wrap(key) for key, each in texts.items() for segment in extract(*each)]

    def restore_translated_segments(self, value: TypedTable, segments: Sequence[BaseValue]) -> TypedTable:
        """Return the table with the texts that `segments` hold in another language."""
        write = StreamFieldSegmentsWriter(None, None, None).handle_block
        found: dict[str, list[BaseValue]] = {}
        for segment in segments:
            key, inner = segment.unwrap()
            found.setdefault(key, []).append(inner)

        def change(block: blocks.Block, text: Any) -> Any:
            theirs = found.get(_key(block, text))
            return write(block, text, theirs) if theirs else text

        return _changed(value, change)


def _lines_of(table: TypedTable) -> list[str]:
    """Return a table as plain text: title, headings and each row on a line, with a bar between cells."""
    rows = [[text_from_html(str(value)) for value in row["values"]] for row in table.row_data]
    lines = [[table.caption or ""], [column["heading"] or "" for column in table.columns], *rows]
    return [" | ".join(" ".join(cell.split()) for cell in line) for line in lines if any(line)]


def _texts(table: TypedTable) -> Iterator[tuple[blocks.Block, Any]]:
    yield WORDS, table.caption or ""
    for column in table.columns:
        yield WORDS, column["heading"] or ""
    for row in table.row_data:
        for column, value in zip(table.columns, row["values"], strict=True):
            yield column["block"], value


def _changed(table: TypedTable, change: Change) -> TypedTable:
    kinds = [column["block"] for column in table.columns]
    return TypedTable(
        columns=[{**column, "heading": change(WORDS, column["heading"] or "")} for column in table.columns],
        row_data=[{"values": list(map(change, kinds, row["values"]))} for row in table.row_data],
        caption=change(WORDS, table.caption or ""),
    )


def _key(block: blocks.Block, value: Any) -> str:
    """Return a key of a text, the same wherever it stands in a table; rich text and plain are two."""
    kind = "rich" if isinstance(block, blocks.RichTextBlock) else "plain"
    return hashlib.sha256(f"{kind}:{block.get_prep_value(value)}".encode()).hexdigest()[:16]
