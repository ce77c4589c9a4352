"""Where settings that differ between machines come from: the environment, and a file .env beside manage.py."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
if os.environ.get("DJANGO_SETTINGS_MODULE") != "hub.settings.test":
    environ.Env.read_env(BASE_DIR / ".env")
# Whatever the hub writes on this machine: database, uploads, collected static files, demo logins.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
