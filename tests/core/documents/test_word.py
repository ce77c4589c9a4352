"""A Word document says what it is to those who cannot see it, and is what it looks like."""

import datetime
from io import BytesIO

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from hub.core.documents.about import About
from hub.core.documents.word import Word
from hub.core.documents.word_tables import Card, add_box, add_cards, add_table

ABOUT = About(
    title="Locked, shut or open",
    language="en",
    subject="Keeping doors open",
    licence="Open Government Licence v3",
    address="https://hub.example/a/",
    day=datetime.date(2026, 11, 12),
)


def opened(word):
    return docx.Document(BytesIO(word.to_bytes()))


def attribute(element, path, name="val"):
    found = element.find(f".//{qn(path)}")
    return None if found is None else found.get(qn(f"w:{name}"))


def picture():
    file = BytesIO()
    Image.new("RGB", (400, 200)).save(file, "PNG")
    file.seek(0)
    return file


def test_it_says_its_title_author_language_and_day():
    core = opened(Word(ABOUT)).core_properties
    assert (core.title, core.subject, core.author) == (ABOUT.title, ABOUT.subject, "London Ambitions Hub")
    assert (core.language, core.modified.date()) == ("en-GB", ABOUT.day)


def test_it_is_on_a4_in_black_and_in_its_language():
    document = opened(Word(ABOUT))
    page = document.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert attribute(document.styles.element, "w:lang") == "en-GB"
    assert all(document.styles[f"Heading {level}"].font.color.rgb is None for level in (1, 2, 3))


def test_the_foot_of_each_page_says_licence_day_address_and_the_page():
    footer = opened(Word(ABOUT)).sections[0].footer
    text = "\n".join(each.text for each in footer.paragraphs)
    for words in ("Open Government Licence v3", "12 November 2026", "https://hub.example/a/", "Page"):
        assert words in text
    assert [each.get(qn("w:instr")) for each in footer._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_headings_have_levels_and_lists_are_lists_that_begin_at_one():
    word = Word(ABOUT)
    word.heading("Title")
    word.heading("Part", 2)
    word.items(["one", "two"], ordered=True)
    word.rich("<ol><li>again</li></ol><ul><li>point</li></ul>")
    found = opened(word).paragraphs
    assert [each.style.name for each in found] == [
        "Heading 1",
        "Heading 2",
        *["List Number"] * 3,
        "List Bullet",
    ]
    numbers = [attribute(each._p, "w:numId") for each in found[2:]]
    assert numbers[0] == numbers[1] != numbers[2]
    assert len(set(numbers)) == 3


def test_a_link_is_one_and_a_line_break_too():
    word = Word(ABOUT)
    word.rich('<p>See <a href="https://a.example/">there</a><br/>now</p>')
    paragraph = opened(word).paragraphs[0]
    assert paragraph.text == "See there\nnow"
    assert [link.address for link in paragraph.hyperlinks] == ["https://a.example/"]


def test_a_table_has_a_header_row_that_is_repeated_a_first_column_and_a_title():
    word = Word(ABOUT)
    add_table(word, ["Job", "Needed"], [["Nurse", ""], ["Baker", "yes"]], caption="Sort the jobs", row_mm=12)
    document = opened(word)
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Job", "Needed"],
        ["Nurse", ""],
        ["Baker", "yes"],
    ]
    assert (
        attribute(table.rows[0]._tr, "w:tblHeader", "val") is None
        and table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    )
    assert table.rows[1]._tr.find(f".//{qn('w:tblHeader')}") is None
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert attribute(table._tbl, "w:tblCaption") == "Sort the jobs"
    assert table.rows[1].height == pytest.approx(Mm(12), abs=700)
    assert document.paragraphs[0].text == "Sort the jobs"


def test_no_word_of_a_table_is_broken_while_there_is_room():
    word = Word(ABOUT)
    add_table(word, ["Statement", *["Locked"] * 4], [["1", "", "", "", ""]])
    assert opened(word).tables[0].columns[0].width.mm >= len("Statement") * 2.2


def test_a_picture_has_its_description_and_decoration_is_said_to_be_some():
    word = Word(ABOUT)
    word.picture(picture(), alt="A bakery")
    word.picture(picture(), alt="")
    first, second = (shape._inline for shape in opened(word).inline_shapes)
    assert first.docPr.get("descr") == "A bakery"
    assert b'decorative val="1"' not in first.docPr.xml.encode()
    assert 'val="1"' in second.docPr.xml and second.docPr.get("descr") == ""
    assert first.extent.cx <= Mm(174.1)


@pytest.mark.parametrize(("per_page", "across", "least"), [(2, 1, 120), (4, 2, 120), (6, 2, 80), (8, 2, 60)])
def test_so_many_cards_go_on_a_page(per_page, across, least):
    word = Word(ABOUT)
    add_cards(
        word,
        [Card(f"Card {n}", "Words.") for n in range(per_page + 1)],
        per_page=per_page,
        caption="",
        description="Cards",
    )
    table = opened(word).tables[0]
    rows_a_page = per_page // across
    height = table.rows[0].height.mm
    assert len(table.columns) == across
    assert least < height and height * rows_a_page < 262 < height * (rows_a_page + 1)
    together = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert together == [*[True] * (rows_a_page - 1), *[None] * (len(table.rows) - rows_a_page + 1)]


@pytest.mark.parametrize("per_page", [2, 4, 6, 8])
def test_cards_stand_below_the_title_on_the_first_page(per_page):
    word = Word(ABOUT)
    word.heading("Locked, shut or open: six statements and three doors")
    word.paragraph("Cut along the lines. Put each statement at a door.")
    cards = [Card(f"Card {n}", "Words.") for n in range(per_page)]
    add_cards(word, cards, per_page=per_page, caption="Three doors", description="Cards")
    rows = opened(word).tables[0].rows
    # A title of two lines, a line of words and a caption take at least 35 mm.
    assert sum(row.height.mm for row in rows) < 262 - 35


def test_cards_below_many_words_or_a_table_have_a_page_of_their_own():
    word = Word(ABOUT)
    word.paragraph("word " * 400)
    add_cards(word, [Card("Card", "Words.")] * 8, per_page=8, caption="", description="Cards")
    add_cards(word, [Card("Card", "Words.")] * 8, per_page=8, caption="", description="Cards")
    assert [round(table.rows[0].height.mm) for table in opened(word).tables] == [62, 62]


def test_a_card_with_more_words_than_fit_grows_and_none_is_cut_off():
    word = Word(ABOUT)
    add_cards(word, [Card("Long", "word " * 160), Card("Short", "Words.")], per_page=8, caption="", description="Cards")
    assert opened(word).tables[0].rows[0].height_rule == WD_ROW_HEIGHT_RULE.AT_LEAST


def test_an_empty_box_says_what_it_is_for():
    word = Word(ABOUT)
    add_box(word, lines=6, description="Box for: Draw it")
    table = opened(word).tables[0]
    assert table.rows[0].height.mm == pytest.approx(54, abs=0.1)
    assert attribute(table._tbl, "w:tblCaption") == "Box for: Draw it"


def test_a_language_written_from_right_to_left_is(settings):
    code = next(code for code, _name in settings.LANGUAGES if code in settings.LANGUAGES_BIDI)
    word = Word(About(title="Sheet", language=code))
    add_table(word, ["a", "b"], [["c", "d"]])
    document = opened(word)
    normal = document.styles["Normal"].element
    assert normal.find(f".//{qn('w:bidi')}") is not None and normal.find(f".//{qn('w:rtl')}") is not None
    assert attribute(document.styles.element, "w:lang", "bidi").startswith(f"{code}-")
    assert document.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def test_words_in_a_script_of_india_are_marked_for_its_font():
    word = Word(ABOUT)
    word.paragraph("হ্যালো")
    assert opened(word).paragraphs[0].runs[0].font.complex_script is True
