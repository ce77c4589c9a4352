"""What a document says by its structure is kept: numbers, tables, headings made by hand, dates of the front page."""

import datetime
from typing import Any

import pytest

from hub.schools.word.front_page import FrontDate, dates_of
from hub.schools.word.numbering import written
from hub.schools.word.reader import Contents, read
from tests.schools.word.files import NAMESPACES, STYLES, docx, heading, paragraph, part, run, table

CAPTION = '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
RELATIONS = (("n", "numbering", "numbering.xml"),)
BOLD, LINE = "<w:b/>", '<w:u w:val="single"/>'


def level(at: int, text: str, kind: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> dict[str, str]:
    """A numbering part with one list of these levels, called 1, and `more` of them."""
    inner = f'<w:abstractNum w:abstractNumId="9">{"".join(levels)}</w:abstractNum>'
    return {
        "word/numbering.xml": part("numbering", f'{inner}<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>{more}')
    }


def item(text: str, at: int = 0, key: int = 1, properties: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>'
    return paragraph(run(text, properties), properties=numbered)


def passages(contents: Contents) -> list[Any]:
    return [passage for section in contents.sections for passage in section.passages]


def headings(*body: str, **more) -> list[str]:
    return [each.heading for each in read(docx(*body, **more)).sections if each.heading]


def numbered(*body: str, parts: dict[str, str]) -> list[Any]:
    return passages(read(docx(*body, parts=parts, relations=RELATIONS)))


def test_a_list_that_goes_on_after_a_paragraph_keeps_its_numbers():
    body = (item("Write."), item("Say when."), paragraph("We answer."), item("Send names."), paragraph("See step 3."))
    assert numbered(*body, parts=lists(level(0, "%1."))) == [
        "<ol><li>Write.</li><li>Say when.</li></ol>",
        "<p>We answer.</p>",
        "<p>3. Send names.</p>",
        "<p>See step 3.</p>",
    ]


def test_letters_and_numbers_in_numbers_are_said_where_a_list_would_show_others():
    parts = lists(level(0, "%1."), level(1, "(%2)", "lowerLetter"))
    assert numbered(item("Refusal"), item("clash", 1), item("no room", 1), item("Appeal"), parts=parts) == [
        "<p>1. Refusal</p>",
        "<p>(a) clash</p>",
        "<p>(b) no room</p>",
        "<p>2. Appeal</p>",
    ]


def test_a_list_that_begins_anew_says_so():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = (item("One"), paragraph("Text."), item("Anew", key=2), item("Next", key=2))
    assert numbered(*body, parts=lists(level(0, "%1."), more=again))[2] == "<ol><li>Anew</li><li>Next</li></ol>"


def test_headings_keep_the_numbers_that_the_text_refers_to():
    styles = STYLES.replace(
        '<w:name w:val="heading 1"/>',
        '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    ).replace(
        '<w:name w:val="heading 2"/>',
        '<w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    first = level(0, "%1.", more='<w:pStyle w:val="Heading1"/>')
    parts = {**lists(first, level(1, "%1.%2")), "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    body = (heading("Aims"), heading("Access"), heading("Grounds", 2), paragraph("None."), heading("Complaints"))
    assert headings(*body, parts=parts, relations=RELATIONS) == ["1. Aims", "2. Access", "2.1 Grounds", "3. Complaints"]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [(28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (3, "decimalZero", "03"), (3, "chineseCounting", "3")],
)
def test_numbers_are_written_as_word_writes_them(number, kind, shown):
    assert written(number, kind) == shown


def merged(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_in_a_table_every_row_says_its_year_and_every_cell_its_term():
    plan = merged(
        cell("Year") + cell("Autumn term") + cell("Spring term"),
        cell("Year 8", '<w:vMerge w:val="restart"/>') + cell("Assembly") + cell(""),
        cell("", "<w:vMerge/>") + cell("") + cell("Taster day"),
        cell("Year 12") + cell("By arrangement", '<w:gridSpan w:val="2"/>'),
    )
    (table,) = passages(read(docx(plan)))
    assert table.headings == ("Year", "Autumn term", "Spring term")
    assert [[each.words if each else "" for each in row] for row in table.grid()] == [
        ["Year 8", "Assembly", ""],
        ["Year 8", "", "Taster day"],
        ["Year 12", "By arrangement", "By arrangement"],
    ]
    # Where only a list can stand.
    assert table.html() == (
        "<ul><li>Year 8 | Autumn term: Assembly</li><li>Year 8 | Spring term: Taster day</li>"
        "<li>Year 12 | Autumn term, Spring term: By arrangement</li></ul>"
    )


def test_a_long_text_over_many_rows_is_read_once():
    rows = [cell("", "<w:vMerge/>") + cell(f"Talk {n}") for n in range(99)]
    first = cell("word " * 200, '<w:vMerge w:val="restart"/>') + cell("Talk")
    (table,) = passages(read(docx(merged(first, *rows))))
    assert len(table.rows) == 100 and "".join(table.lines()).count("word") == 200
    assert len("".join(table.lines())) < 5000


def test_rows_that_are_all_of_one_kind_have_no_header():
    rows = table(("Year 7", "Talk", "Hall"), ("Year 8", "Visit", "Bank"))
    (found,) = passages(read(docx(rows)))
    assert found.headings == () and found.lines() == ["Year 7 | Talk | Hall", "Year 8 | Visit | Bank"]


def test_a_caption_beside_a_table_and_a_first_row_over_its_whole_width_are_its_caption():
    plan, styles = (
        table(("Year", "What", "Where"), ("7", "Talk", "Hall")),
        {"word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}{CAPTION}</w:styles>"},
    )
    for body in (
        (paragraph("Table 1: visits", "Beschriftung"), plan),
        (plan, paragraph("Table 1: visits", "Beschriftung")),
    ):
        (found,) = passages(read(docx(*body, parts=styles)))
        assert found.caption == "Table 1: visits" and found.headings == ("Year", "What", "Where")
    wide = merged(cell("Our visits", '<w:gridSpan w:val="2"/>'), cell("Year 7") + cell("Talk"))
    (found,) = passages(read(docx(wide)))
    assert (found.caption, found.lines()) == ("Our visits", ["Year 7 | Talk"])
    alone = passages(read(docx(paragraph("Figure 1: our hall", "Beschriftung"), paragraph("Text."), parts=styles)))
    assert alone == ["<p>Figure 1: our hall</p>", "<p>Text.</p>"]


@pytest.mark.parametrize(
    ("heads", "span", "rows"),
    [
        ([(f"Autumn {n}", f"Visits {n}") for n in range(200)], 1, 200),
        ([tuple(f"{n} " + "Visit " * 30 for n in range(101))], 100, 60),
    ],
)
def test_a_table_does_not_grow_when_its_rows_say_their_headings(heads, span, rows):
    header = "<w:trPr><w:tblHeader/></w:trPr>"
    names = (header + "".join(map(cell, row)) for row in heads)
    body = (cell("Hall") + cell(f"Talk {n}", f'<w:gridSpan w:val="{span}"/>') for n in range(rows))
    data = "".join(f"<w:tr>{row}</w:tr>" for row in (*names, *body))
    contents = read(docx(f"<w:tbl>{data}</w:tbl>"))
    (found,) = passages(contents)
    assert len(found.html()) < len(data) and not contents.remarks
    assert "Hall" in found.html() and f"Talk {rows - 1}" in found.html()


def test_a_row_of_very_many_wide_cells_is_no_wider_than_a_page():
    wide = "".join(cell(f"{n}", '<w:gridSpan w:val="90"/>') for n in range(400))
    (found,) = passages(read(docx(f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{cell('End')}</w:tr></w:tbl>")))
    assert found.width < 700 and found.headings[-1] == "399" and found.lines() == ["End"]


def test_a_heading_over_several_columns_names_each_and_two_rows_of_headings_are_one():
    header = "<w:trPr><w:tblHeader/></w:trPr>"
    plan = merged(
        header + cell("Year", '<w:vMerge w:val="restart"/>') + cell("2026", '<w:gridSpan w:val="2"/>'),
        header + cell("", "<w:vMerge/>") + cell("Autumn") + cell("Spring"),
        cell("Year 8") + cell("Talk") + cell("Visit"),
    )
    (found,) = passages(read(docx(plan)))
    assert found.headings == ("Year", "2026, Autumn", "2026, Spring")
    assert found.lines() == ["Year 8 | 2026, Autumn: Talk | 2026, Spring: Visit"]


def test_a_list_goes_on_after_a_table():
    body = (item("Write."), table(("Year 7", "Talk"), ("Year 8", "Visit")), item("Send names."))
    found = numbered(*body, parts=lists(level(0, "%1.")))
    assert found[0] == "<ol><li>Write.</li></ol>" and found[2] == "<p>2. Send names.</p>"


@pytest.mark.parametrize(
    "line",
    [
        paragraph(run("1. Aims.", BOLD)),
        paragraph(run("Work experience.", BOLD)),
        paragraph(run("3. Work experience", LINE)),
        paragraph("5. DESTINATIONS"),
        paragraph(run("Destinations", "<w:caps/>")),
        item("Employers", properties=BOLD),
    ],
)
def test_a_heading_made_by_hand_is_found(line):
    parts = lists(level(0, "%1."))
    (section,) = read(docx(line, paragraph("What we do."), parts=parts, relations=RELATIONS)).sections
    assert section.heading and section.guessed and section.passages == ("<p>What we do.</p>",)


@pytest.mark.parametrize(
    "line",
    [
        paragraph(run("We visit employers.", BOLD)),
        paragraph("NEET"),
        paragraph(run("Contact: ", BOLD) + run("Ms Shah")),
        paragraph(f'<w:hyperlink r:id="l">{run("our site", LINE)}</w:hyperlink>'),
        item("One", properties=BOLD) + item("Two", properties=BOLD),
    ],
)
def test_what_is_no_heading_stays_text(line):
    parts = lists(level(0, "%1."))
    relations = (*RELATIONS, ("l", "hyperlink", "https://example.org/"))
    assert headings(line, paragraph("What we do."), parts=parts, relations=relations) == []


def test_a_heading_in_the_line_of_its_text_is_taken_apart():
    (section,) = read(docx(paragraph(run("4. Employers: ", BOLD) + run("we work with firms.")))).sections
    assert (section.heading, section.passages) == ("4. Employers:", ("<p>we work with firms.</p>",))


def test_bullets_typed_by_hand_are_a_list():
    body = (paragraph("•know their choices"), paragraph("- meet employers"), paragraph("And more."))
    contents = read(docx(*body))
    assert passages(contents) == ["<ul><li>know their choices</li><li>meet employers</li></ul>", "<p>And more.</p>"]
    assert contents.remarks == ()


def test_a_file_inside_the_document_is_named_as_missing():
    contents = read(docx(heading("Aims"), paragraph("Before."), '<w:altChunk r:id="c"/>'))
    assert "its text is missing here" in contents.remarks[0]


def test_words_that_reach_no_section_are_named():
    """A cell that a merged one covers may hold text, which Word hides."""
    plan = merged(
        cell("Year 8", '<w:vMerge w:val="restart"/>') + cell("Talk"),
        cell("Covered words", "<w:vMerge/>") + cell("Visit"),
    )
    assert read(docx(plan)).remarks[-1] == "Not taken from the document, so add it by hand: “Covered words”"


def test_the_dates_of_the_front_page_are_found_with_what_they_are_of():
    front = table(
        ("Approved by:", "Governing board", "Date: 12 September 2025", ""),
        ("Last reviewed on:", "1st of May 2025", "Next review due by:", "September 2026"),
    )
    later = paragraph("We met employers on 3 March 2024.")
    found = dates_of(read(docx(heading("Policy"), front, paragraph("Effective from 01/10/2025"), later)).sections)
    assert found == (
        FrontDate("approved", "12 September 2025", datetime.date(2025, 9, 12)),
        FrontDate("reviewed", "1st of May 2025", datetime.date(2025, 5, 1)),
        FrontDate("next", "September 2026", None),
        FrontDate("effective", "01/10/2025", datetime.date(2025, 10, 1)),
    )


def test_dates_further_down_count_only_where_the_document_speaks_of_itself():
    body = [part for n in range(4) for part in (heading(f"Part {n}"), paragraph("Text."))]
    body += [heading("Visits"), paragraph("Reviewed on 1 May 2020"), heading("Approval and review")]
    found = dates_of(read(docx(*body, paragraph("Approved: 12 September 2025 by the governors"))).sections)
    assert found == (FrontDate("approved", "12 September 2025", datetime.date(2025, 9, 12)),)


def test_a_day_that_there_is_not_is_shown_and_not_offered():
    assert dates_of(read(docx(paragraph("Adopted 31 June 2025"))).sections) == (
        FrontDate("approved", "31 June 2025", None),
    )
