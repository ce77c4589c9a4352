"""Where gaps are mended: kinds of page and record, as `Where.page` names them."""

from hub.publication.rules import Where

CAREERS, POLICY, APPROVAL, REPORT, PROVIDER_ACCESS = "careers", "policy", "approval", "report", "provider-access"


def on_careers_page(field: str) -> Where:
    return Where(CAREERS, field)
