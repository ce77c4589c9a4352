"""The kinds of page and record where gaps are fixed (values of `Location.page`)."""

from hub.publication.rules import Location

CAREERS, POLICY, APPROVAL, REPORT, PROVIDER_ACCESS = "careers", "policy", "approval", "report", "provider-access"


def on_careers_page(field: str) -> Location:
    return Location(CAREERS, field)
