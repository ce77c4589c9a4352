"""Opens an uploaded .docx without trusting it: checks its type and unpacked size, and reads its parts one by one.

A .docx is a zip of XML. Only the parts that hold text are ever unpacked, each up to a limit, whatever its size is said
to be; pictures stay packed. XML with a document type is refused, so no entity is ever expanded.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
FILE_MOST = 20 * MEGABYTE
PARTS_MOST = 3000
UNPACKED_MOST = 250 * MEGABYTE
# A part of text: about 1,500 pages. Reading takes about a second a megabyte.
TEXT_MOST = 12 * MEGABYTE
# All parts that are read of one file, so that many of them cannot keep a request for minutes.
READ_MOST = 25 * MEGABYTE
# Word's XML shrinks to a tenth or a thirtieth. Small parts may be all one letter.
RATIO_MOST = 150
RATIO_FROM = MEGABYTE
# Text in a table in a table in a text box stands about 30 deep.
DEPTH_MOST = 60

COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
WORD_TYPE = "wordprocessingml.document.main+xml"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")


class Refusal(ValueError):
    """An upload that is not taken. The message is for the person at the field: what is wrong, and what to do."""


class Archive:
    """The parts of a .docx that has passed every check that can be made before reading."""

    def __init__(self, data: bytes):
        """Check `data` (a whole file).

        Raises:
            Refusal: when it is empty, too large, no .docx, locked, damaged, carries macros or would unpack too far.
        """
        _check_beginning(data)
        self._left = READ_MOST
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise damaged() from error
        _check_parts(self._zip.infolist())
        self._check_kind()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def tree(self, name: str) -> ElementTree.Element:
        """Return the XML of the part `name`.

        Raises:
            Refusal: when it is missing, damaged or too large, or when too much has been read of this file already.
        """
        return parse(self._read(name))

    def related(self, name: str) -> Iterator[tuple[str, str, str, bool]]:
        """Yield (key, kind, target, outside) of what the part `name` ("" the whole file) refers to.

        `kind` is the last word of the relation's type; `target` a part's name, or an address if `outside`.
        """
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return
        for each in self.tree(rels):
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield each.get("Id", ""), each.get("Type", "").rsplit("/", 1)[-1], target, outside

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(self._names[name]) as part:
                data = part.read(min(TEXT_MOST, self._left) + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise damaged() from error
        self._left -= len(data)
        if len(data) > TEXT_MOST or self._left < 0:
            raise Refusal(_("This document holds far too much text. Save the part that you need and upload that."))
        return data

    def _check_kind(self) -> None:
        if "mimetype" in self and self._read("mimetype").startswith(OPEN_DOCUMENT):
            raise Refusal(
                _("This is an OpenDocument file (.odt). Open it in LibreOffice or Word and save it as Word (.docx).")
            )
        if "[Content_Types].xml" not in self:
            raise Refusal(_("This is a zip file and not a Word document. Save the document from Word as .docx."))
        types = {each.get("ContentType", "") for each in self.tree("[Content_Types].xml")}
        if any("macroenabled" in each.lower() or "vbaproject" in each.lower() for each in types):
            raise with_macros()
        if not any(each.endswith(WORD_TYPE) for each in types):
            raise no_word()


def damaged() -> Refusal:
    return Refusal(_("The file is damaged: it cannot be read to its end. Open it in Word, save it again, upload that."))


def no_word() -> Refusal:
    return Refusal(_("This is no Word document, whatever its name says. Save the document from Word as .docx."))


def too_large() -> Refusal:
    most = FILE_MOST // MEGABYTE
    return Refusal(_("The file is larger than %d MB. In Word, compress the pictures and save it again.") % most)


def with_macros() -> Refusal:
    return Refusal(_("The document carries macros, which the hub does not take. Save it as .docx without them."))


def parse(data: bytes) -> ElementTree.Element:
    """Return the root of an XML text.

    Raises:
        Refusal: when it is not well-formed, has a document type (and so perhaps entities), or is nested too deep.
    """
    try:
        root = ElementTree.fromstring(data, parser=ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        if isinstance(error, Refusal):
            raise
        raise damaged() from error
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > DEPTH_MOST:
            raise damaged()
    return root


class _Builder(ElementTree.TreeBuilder):
    """Stops at a document type, which comes before anything that could use its entities. Word writes none."""

    def doctype(self, *_args: object) -> None:
        raise damaged()


def _check_beginning(data: bytes) -> None:
    if not data:
        raise Refusal(_("The file is empty. Save it in Word once more and upload that."))
    if len(data) > FILE_MOST:
        raise too_large()
    if data.startswith(COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise locked()
        raise Refusal(_("This is a document of an old Word (.doc). Open it in Word and save it as .docx."))
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(b"%pdf"):
        raise Refusal(
            _(
                "This is a PDF, which holds pages and no headings. Upload the Word file that it was made of; without "
                "one, open the PDF in Word, look whether the text is whole, and save it as .docx."
            )
        )
    if beginning.startswith(b"{\\rtf"):
        raise Refusal(_("This is a rich text file (.rtf). Open it in Word and save it as .docx."))
    if beginning.startswith((b"<!doctype html", b"<html", b"mime-version")):
        raise Refusal(_("This is a web page. Open it in Word and save it as .docx."))
    if not data.startswith(b"PK"):
        raise no_word()


def locked() -> Refusal:
    return Refusal(_("The document is locked with a password. Open it in Word, remove the password and save it."))


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """Judge the table of contents of the zip, before any part is unpacked."""
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    if any(posixpath.basename(part.filename.replace("\\", "/")).lower() in MACRO_PARTS for part in parts):
        raise with_macros()
    if unpacks_too_far(parts):
        raise Refusal(_("The file would unpack to far more than a document holds. Copy its text into a new document."))


def unpacks_too_far(parts: list[zipfile.ZipInfo]) -> bool:
    """Tell from the table of contents whether a file of Office would unpack to more than one ever holds."""
    too_far = len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST
    return too_far or any(_is_bomb(part) for part in parts)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    is_text = part.filename.lower().endswith((".xml", ".rels"))
    return is_text and part.file_size > max(RATIO_FROM, RATIO_MOST * part.compress_size)
