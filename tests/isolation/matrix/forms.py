"""What a browser would send of the forms on a page, as they stand."""

import re

from bs4 import BeautifulSoup, Tag

Sent = list[tuple[str, str]]


def forms_of(html: str, path: str) -> list[tuple[str, Sent]]:
    """Return where each form of the page at `path` posts to, and its fields as they are; buttons pressed one by one.

    Where no box of a name is ticked, as in a choice of languages, the form comes with all of them ticked first.
    """
    found: list[tuple[str, Sent]] = []
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        if str(form.get("method")).lower() != "post":
            continue
        fields = [pair for each in form.find_all(["input", "select", "textarea"]) for pair in _values(each)]
        buttons = [(str(b["name"]), str(b.get("value", ""))) for b in form.find_all("button") if b.get("name")]
        action = str(form.get("action") or path)
        pressed = [[*fields, button] for button in buttons] or [fields]
        ticked = _unticked(form, {name for name, _value in fields})
        found += [(action, [*pressed[0], *ticked])] if ticked else []
        found += [(action, each) for each in pressed]
    return found


def _unticked(form: Tag, sent: set[str]) -> Sent:
    """Return the boxes that stand empty, as ticked; not those that take a row out of a form."""
    boxes = [(str(box.get("name", "")), str(box.get("value", "on"))) for box in form.find_all("input", type="checkbox")]
    return [(name, value) for name, value in boxes if name and name not in sent and not name.endswith("-DELETE")]


def _values(field: Tag) -> Sent:
    name, kind = str(field.get("name", "")), str(field.get("type", "text"))
    if not name or name == "csrfmiddlewaretoken" or kind in {"file", "submit", "button"}:
        return []
    if field.name == "textarea":
        return [(name, field.get_text())]
    if field.name == "select":
        chosen = [option for option in field.find_all("option") if option.has_attr("selected")]
        return [(name, str(option.get("value", ""))) for option in chosen or field.find_all("option")[:1]]
    if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
        return []
    return [(name, str(field.get("value", "on" if kind == "checkbox" else "")))]


def as_data(sent: Sent, *, less: str = "") -> dict[str, list[str]]:
    """Return fields as a test's client takes them, without the marks that who types them would not know."""
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(re.sub(less, "Typed", value, flags=re.I) if less else value)
    return data
