"""What a Word document becomes: sections with their text, and sentences on what was changed or left out."""

import os

import pytest

from hub.schools.word.markup import lines_of, text_of
from hub.schools.word.reader import Contents, read
from hub.schools.word.tables import Table
from tests.schools.word.files import docx, heading, paragraph, part, run, table

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
BLIP = '<a:graphic><a:graphicData><a:blip r:embed="p"/></a:graphicData></a:graphic>'


def outline(contents: Contents) -> list[tuple[str, list[str]]]:
    return [(each.heading, [text_of(passage) for passage in each.passages]) for each in contents.sections]


def words(*body: str, **more) -> str:
    """All text of a document's body, in order."""
    return " ".join(" ".join([name, *text]) for name, text in outline(read(docx(*body, **more)))).strip()


def item(text: str, level: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(run(text), properties=numbered)


def test_headings_and_paragraphs_become_sections():
    contents = read(
        docx(paragraph("Before."), heading("Aims"), paragraph("One."), paragraph("Two."), heading("Work", 2))
    )
    assert outline(contents) == [("", ["Before."]), ("Aims", ["One.", "Two."]), ("Work", [])]
    assert [each.level for each in contents.sections] == [0, 1, 2] and contents.remarks == ()


def test_a_heading_is_known_by_what_its_style_is_made_from():
    bold = paragraph(run("Employers", "<w:b/>"))
    by_outline = paragraph(run("Review"), properties='<w:outlineLvl w:val="2"/>')
    contents = read(docx(paragraph("Our policy", "Titel"), paragraph("Work", "Ours"), by_outline, bold))
    assert [(each.heading, each.level, each.guessed) for each in contents.sections] == [
        ("Our policy", 1, False),
        ("Work", 2, False),
        ("Review", 3, False),
        ("Employers", 6, True),
    ]
    assert contents.remarks == ("Short lines in bold, underlined or in capitals were taken for headings.",)


def test_a_sentence_in_bold_and_a_heading_as_long_as_a_paragraph_stay_text():
    long = "All of our pupils meet employers. " * 8
    contents = read(docx(paragraph(run("We do.", "<w:b/>")), heading(long)))
    assert outline(contents) == [("", ["We do.", long.strip()])]


def test_bold_italic_and_links_stay_and_other_markup_goes():
    link = f'<w:hyperlink r:id="l">{run("here")}</w:hyperlink><w:hyperlink r:id="j">{run("not here")}</w:hyperlink>'
    text = run("See ") + run("our", "<w:b/>") + run(" <b>plan</b> ", "<w:i/>") + link
    relations = (("l", "hyperlink", "https://example.org/?a=1&amp;b=2"), ("j", "hyperlink", "javascript:alert(1)"))
    (section,) = read(docx(paragraph(text), relations=relations)).sections
    assert section.passages == (
        "<p>See <b>our</b><i> &lt;b&gt;plan&lt;/b&gt; </i>"
        '<a href="https://example.org/?a=1&amp;b=2">here</a>not here</p>',
    )


def test_tracked_changes_read_as_accepted_and_are_named():
    changed = run("We ") + f"<w:ins>{run('will ')}</w:ins><w:del><w:r><w:delText>might </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('gone ')}</w:moveFrom><w:moveTo>{run('come ')}</w:moveTo>"
    joined = paragraph(run("Half"), properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph(" a line.")
    last = paragraph(run("The end"), properties='<w:rPr><w:del w:id="2"/></w:rPr>')
    rows = table(("Year 7", "Talk"), ("Year 8", "Visit")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    contents = read(docx(paragraph(changed + moved + run("so.")), joined, rows, last))
    assert outline(contents) == [("", ["We will come so.", "Half a line.", "Year 8 Visit", "The end"])]
    assert contents.remarks[0] == (
        "The document has tracked changes (inserted: 2, deleted: 5). "
        "The text was taken as it reads with all of them accepted."
    )


def test_a_table_keeps_every_cell_and_nested_tables_too():
    inner = (
        f"<w:tbl><w:tr><w:tc>{paragraph('Talk')}{paragraph('Visit')}</w:tc><w:tc>{table(('in',))}</w:tc></w:tr></w:tbl>"
    )
    contents = read(docx(heading("Plan"), table(("Year", "What"), ("7", "Talk & visit")), inner))
    assert outline(contents) == [("Plan", ["Year What 7 Talk & visit", "Talk; Visit in"])]
    plan, nested = contents.sections[0].passages
    assert lines_of(plan) == ["Year | What", "7 | Talk & visit"] and lines_of(nested) == ["Talk; Visit | in"]
    assert isinstance(plan, Table) and plan.html() == "<ul><li>Year | What</li><li>7 | Talk &amp; visit</li></ul>"
    assert contents.remarks == ()


def test_a_table_of_one_column_is_a_frame_with_headings_in_it():
    frame = f"<w:tbl><w:tr><w:tc>{heading('Aims')}{paragraph('One.')}</w:tc></w:tr></w:tbl>"
    assert outline(read(docx(frame))) == [("Aims", ["One."])]


def test_lists_stay_lists():
    relations = (("n", "numbering", "numbering.xml"),)
    parts = {"word/numbering.xml": part("numbering", NUMBERING)}
    (section,) = read(docx(item("one"), item("first", 1), item("two"), parts=parts, relations=relations)).sections
    assert section.passages == ("<ul><li>one<ol><li>first</li></ol></li><li>two</li></ul>",)


def test_a_note_stands_at_the_end_of_the_section_that_refers_to_it():
    note = f'<w:footnote w:id="7">{paragraph("Since 2018.")}</w:footnote>'
    parts = {"word/footnotes.xml": part("footnotes", note)}
    refer = paragraph(run("We publish") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run("."))
    body = (heading("Duty"), refer, heading("Next"), paragraph("More."))
    contents = read(docx(*body, parts=parts, relations=(("f", "footnotes", "footnotes.xml"),)))
    assert outline(contents) == [("Duty", ["We publish[1].", "[1] Since 2018."]), ("Next", ["More."])]


def test_headers_and_footers_are_kept_once_and_apart():
    parts = {f"word/header{n}.xml": part("hdr", paragraph("Alder Row School")) for n in (1, 2)}
    parts["word/footer1.xml"] = part("ftr", paragraph("Adopted in May"))
    relations = (("a", "header", "header1.xml"), ("b", "header", "header2.xml"), ("c", "footer", "/word/footer1.xml"))
    contents = read(docx(paragraph("Text."), parts=parts, relations=relations))
    assert outline(contents) == [("", ["Text."]), ("", ["Alder Row School", "Adopted in May"])]
    assert [each.margin for each in contents.sections] == [False, True]


def test_pictures_are_named_as_left_out():
    picture = f'<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="Our fair."/>{BLIP}</wp:inline></w:drawing></w:r>'
    contents = read(docx(paragraph(run("See ") + picture + run("this"))))
    assert outline(contents) == [("", ["See this"])]
    assert contents.remarks == ("1 picture was left out. One shows: Our fair. The original keeps all pictures.",)


BOX = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
SHAPE = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
OLD = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize(
    ("content", "said"),
    {
        "a text box, as new and old": (
            f"<w:r><mc:AlternateContent><mc:Choice>{SHAPE}</mc:Choice>"
            f"<mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent></w:r>",
            "In a box",
        ),
        "a text box of today alone": (f"<w:r>{SHAPE}</w:r>", "In a box"),
        "a field": (f'<w:fldSimple w:instr="TITLE">{run("Our title")}</w:fldSimple>', "Our title"),
        "a content control": (f"<w:sdt><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        "right to left": (f'<w:bdo w:val="rtl">{run("يوم")}</w:bdo>', "يوم"),
        "an equation": ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        "a wrapper of tomorrow": (f"<w:unheardOf>{run('still here')}</w:unheardOf>", "still here"),
        "a smart tag": (f"<w:smartTag><w:customXml>{run('London')}</w:customXml></w:smartTag>", "London"),
        "a break and a tab": (
            "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>",
            "a b c d",
        ),
        "what Word hides": (run("hidden", "<w:vanish/>"), "hidden"),
    }.values(),
)
def test_no_text_is_lost_in(content, said):
    assert words(paragraph(run("Before ") + content + run(" after"))).split() in (
        f"Before {said} after".split(),
        f"Before after {said}".split(),
    )


def test_a_table_of_contents_is_left_out_and_named():
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Aims 1')}</w:sdtContent></w:sdt>"
    )
    contents = read(docx(control, paragraph("Aims 2", "Verz1"), heading("Aims"), paragraph("One.")))
    assert outline(contents) == [("Aims", ["One."])]
    assert contents.remarks == ("The table of contents was left out: the headings make it.",)


def test_a_main_part_of_another_name_is_found():
    parts = {
        "_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" Target="/word/d2.xml"/></Relationships>'
    }
    parts["word/d2.xml"] = part("document", f"<w:body>{paragraph('Here.')}</w:body>")
    assert outline(read(docx(paragraph("Not here."), parts=parts))) == [("", ["Here."])]


def test_five_megabytes_work():
    picture = os.urandom(5 * 1024 * 1024)
    text = [heading("Aims"), *(paragraph(f"Paragraph {n} of this policy.") for n in range(400))]
    data = docx(*text, parts={"word/media/hall.png": picture})
    assert len(data) > 5 * 1024 * 1024
    contents = read(data)
    assert len(contents.sections[0].passages) == 400 and contents.sections[0].words == 2000
