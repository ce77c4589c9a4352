"""Answers that browsers and security researchers ask of any site: icon, manifest, security.txt, change-password."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

DAY = 24 * 60 * 60
# How long security.txt may be believed: the standard (RFC 9116) wants less than a year.
BELIEVED = datetime.timedelta(days=180)
# The house colours (hub/core/styles/tokens.css).
STOCK, PAPER = "#f3c645", "#ffffff"


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon: browsers ask for it here on pages that are not the hub's own, such as a file."""
    return redirect(static("hub/img/favicon.ico"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Answer the web app manifest: name, colours and icons for a phone's home screen."""
    icons = [
        {"src": static(f"hub/img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    answer = {
        "name": _("London Ambitions Hub"),
        "short_name": _("Ambitions"),
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": STOCK,
        "icons": [*icons, {"src": static("hub/img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    response = JsonResponse(answer, content_type="application/manifest+json")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer where to report a weakness (RFC 9116)."""
    until = (timezone.now() + BELIEVED).astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {settings.WAGTAILADMIN_BASE_URL}{reverse('security_txt')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Lead a password manager to the page on which one's password is changed."""
    return redirect("wagtailadmin_account")
