"""The empty Word document that every other begins as: A4, our styles, one language, a footer."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from hub.core.documents.languages import is_right_to_left, tag_of

PARTS = Path(__file__).parent / "parts"
# What python-docx's own template brings and nobody needs: 800 KB of styles, a picture of an empty page.
_UNWANTED = frozenset(
    {
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
        RT.CUSTOM_XML,
        RT.THEME,
        RT.WEB_SETTINGS,
        RT.FONT_TABLE,
    }
)
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
MARGIN_MM, MARGIN_TOP_MM, MARGIN_BOTTOM_MM, FOOTER_MM = 18, 15, 20, 9
TEXT_WIDTH_MM = PAGE_WIDTH_MM - 2 * MARGIN_MM
TEXT_HEIGHT_MM = PAGE_HEIGHT_MM - MARGIN_TOP_MM - MARGIN_BOTTOM_MM
# As Word 2013 and later lay out; an older number opens in "compatibility mode".
_LAYOUT_OF = "15"


def empty_document(language: str) -> Document:
    """Return a document without content in a language (the hub's code of it)."""
    return docx.Document(BytesIO(_base(language)))


@lru_cache(maxsize=32)
def _base(language: str) -> bytes:
    document = docx.Document()
    for holder in (document.part, document.part.package):
        for key in [key for key, rel in holder.rels.items() if rel.reltype in _UNWANTED]:
            del holder.rels[key]
    document.part._styles_part._element = parse_xml((PARTS / "styles.xml").read_bytes())
    document.part.numbering_part._element = parse_xml((PARTS / "numbering.xml").read_bytes())
    _set_language(document, language)
    _set_page(document, language)
    _set_layout(document, language)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set_language(document: Document, language: str) -> None:
    styles, tag = document.styles.element, tag_of(language)
    for spoken in styles.iter(qn("w:lang")):
        for attribute in ("w:val", "w:eastAsia", "w:bidi"):
            spoken.set(qn(attribute), tag)
    if is_right_to_left(language):
        normal = next(each for each in styles.iter(qn("w:style")) if each.get(qn("w:styleId")) == "Normal")
        normal.find(qn("w:pPr")).append(OxmlElement("w:bidi"))
        normal.find(qn("w:rPr")).append(OxmlElement("w:rtl"))


def _set_page(document: Document, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM)
    page.left_margin = page.right_margin = Mm(MARGIN_MM)
    page.top_margin, page.bottom_margin = Mm(MARGIN_TOP_MM), Mm(MARGIN_BOTTOM_MM)
    page.footer_distance = Mm(FOOTER_MM)
    page.footer.is_linked_to_previous = False
    if is_right_to_left(language):
        page._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")


def _set_layout(document: Document, language: str) -> None:
    settings = document.settings.element
    for name in ("w:rsids", "w:shapeDefaults", "w:savePreviewPicture", "w:zoom"):
        for each in settings.findall(qn(name)):
            settings.remove(each)
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), _LAYOUT_OF)
    for each in settings.iter(qn("w:themeFontLang")):
        each.set(qn("w:val"), tag_of(language))
        each.attrib.pop(qn("w:eastAsia"), None)
    for each in settings.findall(qn("w:clrSchemeMapping")):
        settings.remove(each)
