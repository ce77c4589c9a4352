"""Reads a Word document into sections: a heading and the text under it, as rich text and tables."""

import io
import logging
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import mammoth
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.schools.word.archive import Archive, Refusal, damaged
from hub.schools.word.flatten import Flattener, Seen, read_styles
from hub.schools.word.listed import MARK, TYPED_MARK
from hub.schools.word.markup import Section, sections_of, text_of
from hub.schools.word.numbering import read_numbering
from hub.schools.word.xml import local

logger = logging.getLogger(__name__)

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "word/document.xml"
NOTES = ("footnotes", "endnotes")
FURNITURE = ("header", "footer")
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
# What mammoth would make of a paragraph by the name of its style is decided by `flatten`; lists it decides itself.
# Headings made at home are underlined or in capitals: `markup` looks for these and drops the marks.
# A caption is marked as well, because it may belong to a table.
STYLE_MAP = "br[type='page'] =>\nbr[type='column'] =>\nu => u\nall-caps => u\nsmall-caps => u\n"
STYLE_MAP += "p[style-name='caption'] => p.caption:fresh"
# So much of a passage that was not taken is quoted; so many are named.
QUOTED, QUOTED_MOST = 60, 5


SAVE_AGAIN = gettext_lazy("Open it in Word and save it again as .docx: Word then writes that text into the document.")


@dataclass(frozen=True)
class Contents:
    """A document's text. `remarks` are sentences on what was changed or left out, for the person who uploaded it."""

    sections: tuple[Section, ...]
    remarks: tuple[str, ...]


def read(data: bytes) -> Contents:
    """Read the text of a .docx, as it would read with every tracked change accepted.

    Text in tables, lists, notes, text boxes, headers and footers is kept; pictures are not, and are named.

    Raises:
        Refusal: when it is no .docx that can be read, or holds no text; the message says what to do.
    """
    archive = Archive(data)
    try:
        contents = _read(archive)
    except Refusal:
        raise
    # Whatever other exception a broken file causes in the reader, report the file as damaged.
    except Exception as error:
        logger.warning("a Word document could not be read", exc_info=True)
        raise damaged() from error
    if not contents.sections:
        raise Refusal(_("There is no text in this document: a scan, perhaps. Upload one that holds the words."))
    return contents


def _read(archive: Archive) -> Contents:
    main = next((target for _key, kind, target, out in archive.related("") if kind == "officeDocument" and not out), "")
    # A part is named as often as a file likes, and read once: the keys of a dict keep their order.
    named: dict[str, dict[str, None]] = {}
    for _key, kind, target, outside in archive.related(main):
        if not outside and target in archive:
            named.setdefault(kind, {})[target] = None
    parts = {kind: list(targets) for kind, targets in named.items()}
    styles = [root for name in parts.get("styles", [])[:1] for root in [archive.tree(name)]]
    numbering = [root for name in parts.get("numbering", [])[:1] for root in [archive.tree(name)]]
    flattener = Flattener(read_styles(styles[0]) if styles else {}, read_numbering(numbering[0] if numbering else None))
    trees = {MAIN: flattener.flatten(archive.tree(main))}
    links = {MAIN: list(_links(archive, main))}
    for kind in NOTES:
        for name in parts.get(kind, [])[:1]:
            trees[f"word/{kind}.xml"] = flattener.flatten(archive.tree(name))
            links[f"word/{kind}.xml"] = list(_links(archive, name))
    for kind in ("styles", "numbering"):
        for name in parts.get(kind, [])[:1]:
            trees[f"word/{kind}.xml"] = archive.tree(name)
    result = mammoth.convert_to_html(
        _rebuilt(trees, links), style_map=STYLE_MAP, include_embedded_style_map=False, external_file_access=False
    )
    furniture = dict.fromkeys(name for kind in FURNITURE for name in parts.get(kind, []))
    lines = dict.fromkeys(line for name in furniture for line in _lines(flattener.flatten(archive.tree(name))))
    sections = sections_of(ElementTree.fromstring(f"<body>{result.value}</body>"), list(lines))
    if flattener.seen.counts["chunks"] and not sections:
        raise Refusal(_("The text of this document stands in a file inside it. %s") % SAVE_AGAIN)
    return Contents(sections, (*remarks(flattener.seen, sections), *_lost(trees[MAIN], sections)))


def _lost(main: Element, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield a sentence on the words of the flattened document that stand in no section, if there are any."""
    parts = [each.heading + "".join(map(text_of, each.passages)) for each in sections]
    taken, at, lost = "".join("".join(parts).split()), 0, []
    for element in main.iter():
        text = MARK.sub("", element.text or "") if local(element) == "t" else ""
        words = "".join(TYPED_MARK.sub("", text).split())
        if not any(map(str.isalnum, words)):
            continue
        found = taken.find(words, at)
        found = taken.find(words) if found < 0 else found
        if found < 0:
            lost.append((element.text or "").strip())
            if len(lost) == QUOTED_MOST:  # no more are named, and each is looked for in the whole text
                break
        else:
            at = found
    if lost:
        said = "; ".join(f"“{Truncator(each).chars(QUOTED)}”" for each in lost)
        yield _("Not taken from the document, so add it by hand: %s") % said


def _links(archive: Archive, name: str) -> Iterator[tuple[str, str]]:
    return ((key, target) for key, kind, target, outside in archive.related(name) if kind == "hyperlink" and outside)


def _lines(part: Element) -> Iterator[str]:
    """Yield the paragraphs of a header or footer as lines of plain text."""
    for paragraph in part.iter():
        if local(paragraph) == "p":
            line = text_of("".join(_word(each) for each in paragraph.iter()))
            if line:
                yield line


def _word(element: Element) -> str:
    return (element.text or "") if local(element) == "t" else " " if local(element) in ("tab", "br") else ""


def _rebuilt(trees: dict[str, Element], links: dict[str, list[tuple[str, str]]]) -> io.BytesIO:
    """Return a .docx of these parts alone, for mammoth: it never sees the upload itself."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", CONTENT_TYPES)
        made.writestr("_rels/.rels", _relations([("main", "officeDocument", MAIN)]))
        for name, tree in trees.items():
            made.writestr(name, ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True))
        for name, targets in links.items():
            folder, base = name.split("/")
            made.writestr(
                f"{folder}/_rels/{base}.rels", _relations([(key, "hyperlink", target) for key, target in targets])
            )
    file.seek(0)
    return file


def _relations(rows: list[tuple[str, str, str]]) -> bytes:
    root = Element("Relationships", {"xmlns": f"{PACKAGE}/relationships"})
    for key, kind, target in rows:
        ElementTree.SubElement(root, "Relationship", {"Id": key, "Type": f"{OFFICE}/{kind}", "Target": target})
    return ElementTree.tostring(root)


def remarks(seen: Seen, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield a sentence on each thing that the person should know before using the text."""
    counts: Counter[str] = seen.counts
    if counts["inserted"] or counts["deleted"]:
        yield _(
            "The document has tracked changes (inserted: %(inserted)d, deleted: %(deleted)d). "
            "The text was taken as it reads with all of them accepted."
        ) % {"inserted": counts["inserted"], "deleted": counts["deleted"]}
    if counts["comments"]:
        yield _("Comments were left out. They are in the original.")
    if number := counts["images"]:
        left_out = ngettext("%d picture was left out.", "%d pictures were left out.", number) % number
        shown = "".join(_(" One shows: %s.") % each.rstrip(".") for each in dict.fromkeys(seen.pictures))
        yield left_out + shown + _(" The original keeps all pictures.")
    if counts["charts"]:
        yield _("Charts and diagrams were left out. They are in the original.")
    if counts["chunks"]:
        yield _("A file inside the document was not read, and its text is missing here. %s") % SAVE_AGAIN
    if counts["contents"]:
        yield _("The table of contents was left out: the headings make it.")
    if counts["hidden"]:
        yield _("Text that Word hides was taken along: look whether it should be public.")
    if any(section.guessed for section in sections):
        yield _("Short lines in bold, underlined or in capitals were taken for headings.")
