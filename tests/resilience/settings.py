"""Production settings for a server that is started from the sources: static files are found, not collected."""

from hub.settings.production import *
from hub.settings.production import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
