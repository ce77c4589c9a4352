"""A pupil answers UCAS and application forms, and each answer is measured as the form measures it."""

from playwright.sync_api import expect

from .records import opened, reopened, said, word_file


def test_ucas_answers_are_counted_as_a_form_counts_them(page, hub):
    opened(page, hub)
    first, second = page.locator("#ucas-0"), page.locator("#ucas-1")
    total, said_of_first = page.locator("#ucas-total"), page.locator("#ucas-0-length")
    first.fill("👩‍🔬")  # a woman, a joiner, a microscope
    expect(said_of_first).to_have_text("5 characters, 345 more needed.")
    first.fill("আমি জীববিজ্ঞান পড়ি")
    expect(said_of_first).to_have_text(f"{len('আমি জীববিজ্ঞান পড়ি')} characters, 331 more needed.")
    first.fill("a" * 350)
    expect(said_of_first).to_have_text("350 characters: long enough.")
    second.fill("b" * 3650)
    expect(total).to_have_text("4,000 of 4,000 characters in all three.")
    second.press("End")
    second.press_sequentially("c")
    expect(total).to_have_text("All three together are 1 character too long.")
    # Nothing of it is cut away.
    reopened(page)
    assert len(second.input_value()) == 3651


def test_an_answer_for_a_form_is_put_together_and_measured_as_the_form_asks(page, hub):
    opened(page, hub)
    page.get_by_role("button", name="Add an answer").click()
    page.get_by_label("Question").fill("A time you worked in a team")
    for part, words in {"Situation": "At the fair", "Task": "we ran a stall.", "Result": " It sold out. "}.items():
        page.get_by_role("textbox", name=part).fill(words)
    whole = page.locator(".answer-whole")
    expect(whole).to_have_text("At the fair we ran a stall. It sold out.")
    expect(page.locator(".answer-length")).to_have_text("10 words of at most 250.")
    page.get_by_label("At most").fill("9")
    expect(page.locator(".answer-length")).to_have_text("10 words: 1 too many.")
    page.get_by_label("Counted in").select_option("characters")
    page.get_by_label("At most").fill("")
    expect(page.locator(".answer-length")).to_have_text("40 characters")
    reopened(page)
    expect(whole).to_have_text("At the fair we ran a stall. It sold out.")
    document = word_file(page, "All answers as a Word file")
    assert said(document, "Heading 1") == ["A time you worked in a team"]
    page.get_by_role("button", name="Take this answer out").click()
    expect(page.get_by_role("button", name="Add an answer")).to_be_focused()
    reopened(page)
    expect(whole).to_have_count(0)
