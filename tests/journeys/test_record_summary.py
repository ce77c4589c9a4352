"""A tutor or an employer is shown what is ticked, and nothing else is on the page."""

from playwright.sync_api import expect

from .records import SHEET, WEEK, entry, opened, word_file


def test_the_summary_holds_nothing_of_what_was_left_unticked(page, hub):
    shown = {**WEEK, "shown": True, "next": "Ask about the apprenticeship"}
    secret = entry(9, "SECRET visit", learned="SECRET", next="SECRET", skills=["creativity"], minutes=6000)
    opened(page, hub, shown, secret, path="summary", profile={"name": "Amina Khan"})
    summary = page.locator("#summary")
    for words in ("30 h", "1 experience", "Porters talk to forty people a day", "Teamwork", "Ask about the apprent"):
        expect(summary).to_contain_text(words)
    everything = page.evaluate("document.documentElement.outerHTML")
    assert "SECRET" not in everything and "100 h" not in everything
    assert "Creativity" not in summary.inner_text()
    expect(summary).not_to_contain_text("Amina Khan")
    document = word_file(page)
    assert "SECRET" not in "".join(each.text for each in document.paragraphs)
    page.get_by_label("Show my name").check()
    expect(summary).to_contain_text("Amina Khan")
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1


def test_a_summary_of_nothing_says_how_to_choose(page, hub):
    opened(page, hub, WEEK, path="summary")
    expect(page.get_by_role("link", name="Choose what to show in your record")).to_be_visible()
    expect(page.locator("#summary")).to_be_hidden()
