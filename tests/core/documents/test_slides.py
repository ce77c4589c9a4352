"""A presentation's words stand in the layouts' own places, where screen readers and outlines find them."""

import datetime
from io import BytesIO

import pptx
import pytest
from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER

from hub.core.documents.about import About
from hub.core.documents.rich_text import paragraphs_of
from hub.core.documents.slides import Slides

ABOUT = About(title="Three doors", language="en", licence="OGL", day=datetime.date(2026, 11, 12))


def opened(slides):
    return pptx.Presentation(BytesIO(slides.to_bytes()))


def picture():
    file = BytesIO()
    Image.new("RGB", (900, 300)).save(file, "PNG")
    file.seek(0)
    return file


def test_title_text_and_notes_stand_in_their_places():
    slides = Slides(ABOUT)
    slides.title_slide("Three doors", "The hub", notes="Print nothing.")
    slides.slide("Locked", paragraphs_of("<ul><li><b>Very</b> hard</li></ul><p>Words</p>"), notes="Four minutes.")
    made = opened(slides)
    first, second = made.slides
    assert (first.shapes.title.text, first.placeholders[1].text) == ("Three doors", "The hub")
    assert (second.shapes.title.text, second.placeholders[1].text) == ("Locked", "Very hard\nWords")
    assert [each.placeholder_format.type for each in second.placeholders] == [
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.OBJECT,
    ]
    assert [slide.notes_slide.notes_text_frame.text for slide in made.slides] == ["Print nothing.", "Four minutes."]
    assert second.placeholders[1].text_frame.paragraphs[0].runs[0].font.bold is True


def test_each_run_says_its_language_and_the_file_its_title():
    slides = Slides(ABOUT)
    slides.slide("Locked", paragraphs_of("<p>One <i>two</i></p>"), notes="Say it.")
    made = opened(slides)
    runs = made.slides[0]._element.xpath(".//a:r/a:rPr") + made.slides[0].notes_slide._element.xpath(".//a:r/a:rPr")
    assert len(runs) >= 4
    assert {run.get("lang") for run in runs} == {"en-GB"}
    core = made.core_properties
    assert (core.title, core.language, core.author) == ("Three doors", "en-GB", "London Ambitions Hub")


def test_a_paragraph_is_no_item_and_numbers_are_those_of_a_list():
    slides = Slides(ABOUT)
    slides.slide("Both", paragraphs_of("<p>Words</p><ol><li>One</li></ol>"))
    words, item = opened(slides).slides[0].placeholders[1].text_frame.paragraphs
    assert words._p.xpath("a:pPr/a:buNone") and not item._p.xpath("a:pPr/a:buNone")
    assert item._p.xpath("a:pPr/a:buAutoNum/@type") == ["arabicPeriod"]


def test_a_slide_without_text_has_no_empty_place():
    slides = Slides(ABOUT)
    slides.slide("Only a title", [])
    assert [each.name for each in opened(slides).slides[0].shapes] == ["Title 1"]


def test_a_picture_has_its_description_and_stands_beside_the_text():
    slides = Slides(ABOUT)
    slides.slide("With", paragraphs_of("<p>Words</p>"), picture=picture(), alt="A lock")
    slides.slide("Alone", [], picture=picture(), alt="")
    made = opened(slides)
    _title, body, drawn = made.slides[0].shapes
    assert drawn._element.nvPicPr.cNvPr.get("descr") == "A lock"
    assert body.left + body.width <= drawn.left
    assert drawn.left + drawn.width <= made.slide_width
    assert made.slides[1]._element.xpath('.//*[local-name()="decorative"]/@val') == ["1"]


def test_slides_are_wide_and_what_the_layouts_place_lies_within():
    made = opened(Slides(ABOUT))
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.01)
    for layout in made.slide_layouts:
        assert all(shape.left + shape.width <= made.slide_width for shape in layout.placeholders)


@pytest.mark.parametrize(("words", "points"), [(10, None), (150, 24), (700, 16)])
def test_more_words_are_written_smaller(words, points):
    slides = Slides(ABOUT)
    slides.slide("Long", paragraphs_of(f"<p>{'word ' * words}</p>"))
    size = opened(slides).slides[0].placeholders[1].text_frame.paragraphs[0].runs[0].font.size
    assert (size and size.pt) == points


def test_a_language_written_from_right_to_left_is(settings):
    code = next(code for code, _name in settings.LANGUAGES if code in settings.LANGUAGES_BIDI)
    slides = Slides(About(title="Sheet", language=code))
    slides.slide("a", paragraphs_of("<p>b</p>"))
    paragraphs = opened(slides).slides[0]._element.xpath(".//a:p/a:pPr")
    assert [each.get("rtl") for each in paragraphs] == ["1", "1"]
