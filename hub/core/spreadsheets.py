"""Makes text safe for spreadsheet cells: text that begins like a formula would be run as one."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hub.core.documents.rich_text import writable as writable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide forms work too


def harmless(text: str) -> str:
    """Return `text` for a cell of a CSV file; what begins like a formula gets an apostrophe before it."""
    text = writable(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def guard_exports() -> None:
    """Make every export of the admin safe, Wagtail's own too: each asks this method for what stands in a cell."""
    own = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(view: SpreadsheetExportMixin, field: str, value: object, export_format: str) -> Any:
        shown = own(view, field, value, export_format)
        if not isinstance(shown, str):
            return shown
        # A workbook's text cells are never read as formulas; a CSV file's are.
        return harmless(shown) if export_format == view.FORMAT_CSV else writable(shown)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
