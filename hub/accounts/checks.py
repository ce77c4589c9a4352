"""A system check for settings that let anybody with one stolen password into every school's pages."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def second_factor_is_required(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[Warning]:
    """Return a warning where people who work for the hub sign in with a password alone."""
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    said = "SECOND_FACTOR_REQUIRED is off: people who work for the hub sign in with a password alone."
    return [Warning(said, hint="Take it out of the environment (hub/docs/signing-in.md).", id="accounts.W001")]
