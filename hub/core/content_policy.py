"""The content policy with the hashes of a page's own styles: unlike a nonce, a hash is good for whoever is shown it."""

import base64
import hashlib
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe


def style_element(request: HttpRequest, css: SafeString) -> SafeString:
    """Return a style element, and have the policy that goes with the answer to `request` allow it."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    found: list[str] = request.__dict__.setdefault("_hub_styles", [])
    found.append(f"'sha256-{digest}'")
    return mark_safe(f"<style>{css}</style>")


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the policy of the settings with the hashes of the styles that the page holds."""

    def get_policy_parts(self, *args: Any, **kwargs: Any) -> PolicyParts:
        parts = super().get_policy_parts(*args, **kwargs)
        request = kwargs.get("request") or args[0]
        if styles := getattr(request, "_hub_styles", None):
            update = dict(parts.update or {})
            before = update.get("style-src") or ()
            update["style-src"] = [*([before] if isinstance(before, str) else before), *dict.fromkeys(styles)]
            parts.update = update
        return parts
