"""No page scrolls sideways on the smallest phone, whatever is written on it: each text as one word of 60 letters."""

from .conftest import PHONE
from .test_accessibility import NOWHERE, OVERFLOW, PATHS, SCHOOL

# Every template of a page that a school fills: what PATHS has no page of.
MORE = [f"{SCHOOL}/provider-access/", "/schools/lantern-quay-college-sample-990005/careers/"]

# Not the hub's own marks, whose few words stay on a line, nor tables, which keep whole words (styles/base.css).
LENGTHEN = """() => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const word = "careers.leader.and.sixth.form@a-very-long-name-of-a-school.example";
  const own = "script, style, svg, button, label, legend, option, textarea, table, .ks, .mins, .st, .count, .num, " +
    ".tag, .nowrap, .btn, small";
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.data.trim() && !node.parentElement.closest(own)) node.data = word;
  }
}"""
WIDEST = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 4).map((each) => `${each.tagName}.${each.className}`)"""


def test_no_page_scrolls_sideways_however_long_its_words_are(page, hub):
    page.set_viewport_size(PHONE)
    wide = {}
    for path in [*PATHS, *MORE]:
        if "{" in path or path == NOWHERE:
            continue
        page.goto(hub.url(path))
        page.evaluate(LENGTHEN)
        if page.evaluate(OVERFLOW) > 0:
            wide[path] = page.evaluate(WIDEST)
    assert not wide, "\n".join(f"{path}: {found}" for path, found in wide.items())
