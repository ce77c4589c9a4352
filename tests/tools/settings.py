"""Production settings with the commands of this app, for the processes whose speed is measured."""

from hub.settings.production import *
from hub.settings.production import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.tools"]
