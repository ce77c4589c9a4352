"""A unit's thirty sheets take less than a second: less than python-docx takes with its own template."""

from io import StringIO

from django.core.management import call_command


def test_sheets_take_no_longer_than_plain_text_does_with_python_docx_alone():
    """A ratio within one run, so that a busy machine fails nobody. On a quiet one it is 0.4."""
    said = StringIO()
    call_command("bench_documents", sheets=5, stdout=said)
    assert float(said.getvalue().rsplit("ratio ", 1)[1]) < 1.2
