"""What is not taken, and that the person is told what to do."""

import io
import os
import struct
import zipfile

import pytest

from hub.schools.word import archive
from hub.schools.word.archive import COMPOUND_FILE, Refusal
from hub.schools.word.reader import read
from tests.schools.word.files import MACRO_TYPE, NAMESPACES, docx, paragraph, part

DOCUMENT = docx(paragraph("What we do."))
BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def with_flag(data: bytes) -> bytes:
    """Return the zip with every part marked as encrypted."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def with_said_size(data: bytes, size: int) -> bytes:
    """Return the zip whose table of contents says another unpacked size of every part."""
    changed = bytearray(data)
    at = changed.find(b"PK\1\2")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size)
        at = changed.find(b"PK\1\2", at + 4)
    return bytes(changed)


def nested(depth: int) -> str:
    return docx_main("<w:customXml>" * depth + "<w:p/>" + "</w:customXml>" * depth)


def docx_main(inner: str, before: str = "") -> str:
    return f"{before}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>"


def with_headers(parts: int, relations: int) -> bytes:
    """Return a document of these many headers of almost a megabyte each, which the main part names in turn."""
    header = part("hdr", paragraph("x" * 1_000_000))
    return docx(
        paragraph("What we do."),
        parts={f"word/header{n}.xml": header for n in range(parts)},
        relations=tuple((f"r{n}", ("header", "footer")[n % 2], f"header{n % parts}.xml") for n in range(relations)),
    )


REFUSED = {
    "empty": (b"", "file is empty"),
    "a program under another name": (b"MZ\x90\0" + b"\0" * 400, "no Word document"),
    "a text under another name": (b"Careers policy", "no Word document"),
    "an old .doc": (COMPOUND_FILE + b"\0" * 600, "save it as .docx"),
    "locked with a password": (COMPOUND_FILE + "EncryptedPackage".encode("utf-16-le"), "remove the password"),
    "a locked zip": (with_flag(DOCUMENT), "remove the password"),
    "cut off": (DOCUMENT[: len(DOCUMENT) // 2], "damaged"),
    "a zip of something else": (zipped(a=b"1"), "a zip file"),
    "a workbook": (docx(content_type="application/vnd.ms-excel.sheet.main+xml"), "no Word document"),
    "a macro document": (docx(paragraph("x"), content_type=MACRO_TYPE), "macros"),
    "macros inside": (docx(paragraph("x"), parts={"word/vbaProject.bin": b"x"}), "macros"),
    "macros under capitals": (docx(paragraph("x"), parts={"WORD\\VBAPROJECT.BIN": b"x"}), "macros"),
    "no main part": (docx(paragraph("x"), parts={"_rels/.rels": "<Relationships/>"}), "damaged"),
    "broken XML": (docx(main="<w:document>"), "damaged"),
    "not XML": (docx(main="\0\1\2"), "damaged"),
    "an unknown encoding": (docx(main='<?xml version="1.0" encoding="klingon"?><a/>'), "damaged"),
    "nothing in it": (docx(paragraph(" ")), "no text"),
    "a bomb in one part": (docx(paragraph("x" * 3_000_000)), "unpack to far more"),
    "a bomb of parts": (docx(parts={f"word/p{n}.xml": "" for n in range(archive.PARTS_MOST)}), "unpack to far more"),
    "entities in entities": (docx(main=docx_main("", f"<!DOCTYPE a [{BILLION}]>")), "damaged"),
    "an entity from a file": (docx(main=docx_main("", '<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/hosts">]>')), "damaged"),
    "entities in the styles": (docx(paragraph("x"), parts={"word/styles.xml": "<!DOCTYPE a []><a/>"}), "damaged"),
    "nested without end": (docx(main=nested(100)), "damaged"),
    "nested very deep": (docx(main=nested(30_000)), "damaged"),
    "many large headers": (with_headers(30, relations=30), "far too much text"),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_it_is_refused_with_what_to_do(case):
    data, said = REFUSED[case]
    with pytest.raises(Refusal, match=said):
        read(data)


def test_a_header_that_is_named_again_and_again_is_read_once():
    """Read as often as it is named, it would be beyond what is read of one file."""
    assert read(with_headers(1, relations=7000)).sections


def test_a_part_that_lies_about_its_size_is_still_read_only_to_the_limit():
    honest = docx(paragraph("x" * (archive.TEXT_MOST + 10)))
    with pytest.raises(Refusal, match=r"far too much text|damaged"):
        read(with_said_size(honest, 1000))


def test_a_part_that_says_it_is_huge_is_refused_before_it_is_read():
    with pytest.raises(Refusal, match="unpack"):
        read(with_said_size(DOCUMENT, 2**31))


def test_more_text_than_a_page_holds_is_refused():
    text = "".join(paragraph(os.urandom(4000).hex()) for _n in range(archive.TEXT_MOST // 8000 + 1))
    with pytest.raises(Refusal, match="too much text"):
        read(docx(text))


def test_a_file_beyond_the_limit_is_refused():
    with pytest.raises(Refusal, match="larger than 20 MB"):
        read(b"PK" + b"\0" * archive.FILE_MOST)


@pytest.mark.parametrize("at", range(0, len(DOCUMENT), 97))
def test_a_flipped_byte_anywhere_is_read_or_refused(at):
    changed = bytearray(DOCUMENT)
    changed[at] ^= 0xFF
    try:
        assert read(bytes(changed)).sections
    except Refusal as refusal:
        assert len(str(refusal)) > 20


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n...", "This is a PDF"),
        (b"\xef\xbb\xbf%PDF-1.4", "This is a PDF"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "This is an OpenDocument file"),
        (rb"{\rtf1\ansi hello}", "This is a rich text file"),
        (b"<!DOCTYPE html><p>Policy", "This is a web page"),
    ],
    ids=["pdf", "pdf with a mark", "odt", "rtf", "html"],
)
def test_another_kind_of_file_is_named_with_what_to_do(data, said):
    with pytest.raises(Refusal) as refusal:
        read(data)
    assert str(refusal.value).startswith(said) and "Word" in str(refusal.value)


def test_a_document_whose_text_stands_in_a_file_inside_it_is_no_scan():
    with pytest.raises(Refusal) as refusal:
        read(docx('<w:altChunk r:id="c"/>'))
    assert "stands in a file inside it" in str(refusal.value)
