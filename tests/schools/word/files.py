"""Word documents made in memory, part by part, so that each test writes exactly what it is about."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in range(1, 7)
) + (
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our heading"/><w:basedOn w:val="Heading2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text without a tag is one run."""
    inner = content if content.startswith("<") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(run(text), f"Heading{level}")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def related(*rows: tuple[str, str, str]) -> str:
    """Relations (key, kind, target); an address is outside the file."""
    each = (
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def docx(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: tuple[tuple[str, str, str], ...] = (),
    content_type: str = WORD_TYPE,
    main: str | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A .docx whose body holds these paragraphs. `parts` are added as they are; notes and such need `relations`."""
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    )
    inner = "".join(body)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": related(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": main or f"<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>",
        "word/_rels/document.xml.rels": related(("s", "styles", "styles.xml"), *relations),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        **(parts or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def part(kind: str, *body: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{''.join(body)}</w:{kind}>"
