"""Types a day into a field of the admin in five ways."""

import datetime

from playwright.sync_api import Locator, Page, expect

WAYS = ("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d", "%a %dth of %b, %Y")


def type_in_five_ways(page: Page, field: Locator, day: datetime.date) -> None:
    """Each way is said back in words and stays as it was typed; what is no day is said too, and stays."""
    name = field.get_attribute("id")
    said = page.locator(f"#{name}-read")
    for typed in ("31/6/2026", *map(day.strftime, WAYS)):
        field.fill("")
        field.press_sequentially(typed)
        field.press("Tab")
        words = "no such day" if typed == "31/6/2026" else f"{day:%A} {day.day} {day:%B %Y}"
        expect(said).to_contain_text(words)
        expect(field).to_have_value(typed)
