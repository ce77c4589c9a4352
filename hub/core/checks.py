"""System checks for mistakes in INSTALLED_APPS that Django and Wagtail notice only when somebody saves a page."""

from django.apps import apps
from django.core.checks import Error, register

# What must not stand beside what, and why.
CONFLICTS = [
    ("modelsearch", "wagtail.search", "They are the same app: the first save of a page fails."),
    ("wagtail.contrib.simple_translation", "wagtail_localize", "Both answer “translate this page”."),
    ("wagtail_localize.locales", "wagtail.locales", "Both own the locale screens, and tree synchronisation stays off."),
]


def conflicts(installed: set[str]) -> list[Error]:
    """Return an error for each pair of installed apps that cannot live together."""
    return [
        Error(f"{first} is installed beside {second}.", hint=f"{why} Remove {first}.", id="core.E001")
        for first, second, why in CONFLICTS
        if {first, second} <= installed
    ]


@register
def conflicting_apps(app_configs, **kwargs) -> list[Error]:
    return conflicts({config.name for config in apps.get_app_configs()})
