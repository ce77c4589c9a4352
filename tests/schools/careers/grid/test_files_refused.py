"""Spreadsheets that are no programme, or would take the server with them: refused in words, and no error of the hub."""

import io
import time
import zipfile

import pytest

from tests.schools.careers.grid.spreadsheets import HEADINGS, ROW, at, book, refusal, upload


def test_another_layout_is_refused_with_the_headings_that_are_wanted(admin_client, page):
    message = refusal(upload(admin_client, page, book(["Date", "Room"], ["Monday", "4B"])))
    assert "“Year groups”, “What pupils do”, “Kind”, “Minutes”" in message
    message = refusal(upload(admin_client, page, book(HEADINGS[:2] + HEADINGS[3:], ROW)))
    assert "In row 1 of Sheet, these are missing: “Kind”." in message


def test_five_thousand_rows_are_refused_in_seconds(admin_client, page):
    data = book(HEADINGS, *([ROW] * 5000))
    begun = time.process_time()
    assert "more than 1000 rows" in refusal(upload(admin_client, page, data))
    assert time.process_time() - begun < 20
    assert "more than 1000 rows" in refusal(upload(admin_client, page, book(HEADINGS, *([ROW] * 1001))))


@pytest.mark.parametrize(
    ("lines", "words"),
    [(b"7\n" * 1_000_000, "more than 1000 rows"), (b",x\n" * 3000, "more than 1000 rows")],
    ids=["a million", "three thousand"],
)
def test_a_csv_file_of_very_many_lines_is_refused_in_seconds(admin_client, page, lines, words):
    begun = time.process_time()
    data = ",".join(HEADINGS).encode() + b"\n" + lines
    assert words in refusal(upload(admin_client, page, data, name="programme.csv"))
    assert time.process_time() - begun < 10


def test_a_quote_that_is_never_closed_is_a_cell_too_long_and_no_error_of_the_hub(admin_client, page):
    data = ",".join(HEADINGS).encode() + b'\n7,"' + b"x" * 2_000_000
    answer = upload(admin_client, page, data, name="programme.csv")
    assert ("B2", "At most 200 characters.") in [tuple(problem) for problem in answer.context["problems"]]


def packed(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


BOMB = {"xl__workbook.xml": b"<w/>", "xl__sheet.xml": b" " * 30_000_000}
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.xls", "old Excel"),
        (b"%PDF-1.7", "programme.pdf", "no Excel workbook"),
        (b"PK\x03\x04 torn", "programme.xlsx", "damaged"),
        (packed(**{"word__document.xml": b"<w/>"}), "programme.xlsx", "no Excel workbook"),
        (packed(**{"xl__workbook.xml": b"<workbook/>"}), "programme.xlsx", "damaged"),
        (packed(**{"xl__workbook.xml": b"<workbook"}), "programme.xlsx", "damaged"),
        (packed(**BOMB), "programme.xlsx", "unpack to far more"),
        (packed(**{"xl__workbook.xml": ENTITIES}), "programme.xlsx", "damaged"),
        (b"\0\1\2" * 50, "programme.csv", "no text"),
        (b"\n\n", "programme.csv", "headings"),
        (b"x" * (5 * 1024 * 1024 + 1), "programme.csv", "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_programme_is_refused_in_words_and_is_no_error_of_the_hub(admin_client, page, data, name, words):
    assert words in refusal(upload(admin_client, page, data, name=name))


def test_a_torn_workbook_is_refused_wherever_it_ends(admin_client, page):
    data = admin_client.get(at(page, "workbook")).content
    for share in (0.1, 0.5, 0.9, 0.99):
        assert "damaged" in refusal(upload(admin_client, page, data[: int(len(data) * share)]))


def altered(data: bytes, old: bytes, new: bytes, *, encoding: str = "utf-8", name: str = "sheet1.xml") -> bytes:
    """Return a workbook whose sheet says `new` for `old`, in another encoding and under another name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in was.namelist():
            text = was.read(part).replace(b"sheet1.xml", name.encode())
            if part.endswith("sheet1.xml"):
                assert old in text
                text = text.replace(old, new).decode().encode(encoding)
            archive.writestr(part.replace("sheet1.xml", name), text)
    return made.getvalue()


@pytest.mark.parametrize("ref", ["A2:Z100000", "A2:XFD1048576", "A:XFD", "2:1048576"])
@pytest.mark.parametrize("name", ["sheet1.xml", "sheet1.png"])
@pytest.mark.parametrize("kind", ["merged", "linked"])
def test_a_range_of_millions_of_cells_is_refused_at_once(admin_client, page, ref, name, kind):
    merged = book(HEADINGS, ROW, ROW, change=lambda sheet: sheet.merge_cells("A2:A3"))
    linked = b'<hyperlinks><hyperlink ref="%b" location="A1"/></hyperlinks><pageMargins' % ref.encode()
    old, new = (b"A2:A3", ref.encode()) if kind == "merged" else (b"<pageMargins", linked)
    begun = time.process_time()
    assert "far more than a programme" in refusal(upload(admin_client, page, altered(merged, old, new, name=name)))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", ["sheet1.xml", "sheet1.png"])
def test_a_document_type_is_refused_in_every_encoding(admin_client, page, name):
    typed = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet"
    for encoding in ("utf-8", "utf-16", "utf-16-le"):
        data = altered(book(HEADINGS, ROW), b"<worksheet", typed, encoding=encoding, name=name)
        assert "damaged" in refusal(upload(admin_client, page, data)), encoding


def test_nothing_chosen_is_said_at_the_field(admin_client, page):
    answer = admin_client.post(at(page, "upload"), {"how": "replace"})
    assert refusal(answer) == "Choose the spreadsheet."
