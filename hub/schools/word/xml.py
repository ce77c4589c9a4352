"""Reads elements of Word's XML by their local names, in either of its two namespaces. Pure."""

from xml.etree.ElementTree import Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute of Word's own, in either of its two namespaces."""
    if element is None:
        return ""
    return element.get(f"{{{WORD}}}{name}") or element.get(f"{{{STRICT_WORD}}}{name}") or ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant by this path of local names."""
    for name in path:
        element = next((each for each in element if local(each) == name), None) if element is not None else None
    return element
