"""Where gaps are mended: kinds of page and record, as `Location.page` names them."""

from hub.publication.rules import Location

CAREERS, POLICY, APPROVAL, REPORT, PROVIDER_ACCESS = "careers", "policy", "approval", "report", "provider-access"


def on_careers_page(field: str) -> Location:
    return Location(CAREERS, field)
