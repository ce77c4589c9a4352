"""The content policy with the hashes of a page's own styles: unlike a nonce, a hash is good for whoever is shown it."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe


def style_element(request: HttpRequest, css: SafeString) -> SafeString:
    """Return a style element, and have the policy that goes with the answer to `request` allow it."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    allow(request, [f"'sha256-{digest}'"])
    return mark_safe(f"<style>{css}</style>")


def allow(request: HttpRequest, hashes: Iterable[str]) -> None:
    """Have the policy that goes with the answer to `request` allow the styles with these hashes."""
    request.__dict__.setdefault("_hub_styles", []).extend(hashes)


def allowed(request: HttpRequest) -> Sequence[str]:
    """Return the hashes of the styles that the answer to `request` holds so far."""
    return request.__dict__.get("_hub_styles", [])


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the policy of the settings with the hashes of the styles that the page holds."""

    def get_policy_parts(self, *args: Any, **kwargs: Any) -> PolicyParts:
        parts = super().get_policy_parts(*args, **kwargs)
        request = kwargs.get("request") or args[0]
        if styles := allowed(request):
            update = dict(parts.update or {})
            before = update.get("style-src") or ()
            update["style-src"] = [*([before] if isinstance(before, str) else before), *dict.fromkeys(styles)]
            parts.update = update
        return parts
