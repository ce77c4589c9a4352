# Two commands: `make run` (a running hub with demo content) and `make test` (every check there is).
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python
MANAGE := $(PY) manage.py
# Where the servers of `make services` are, while they run.
-include $(or $(VAR_DIR),var)/services/env
export ELASTICSEARCH_URL POSTGRESQL_URL
export ALLOWED_HOSTS ?= $(if $(filter 0.0.0.0,$(HOST)),*,localhost,127.0.0.1,[::1],$(HOST))

.DEFAULT_GOAL := run
.PHONY: run setup serve test lint unit unit-postgresql journeys services services-stop lock clean

run: setup ## set up if need be, then serve with demo content
	@$(MANAGE) welcome --host $(HOST) --port $(PORT)
	@$(MANAGE) runserver $(HOST):$(PORT)

setup: .venv/.base .env ## everything but the server
	@mkdir -p var
	@$(MANAGE) migrate -v0
	@$(MANAGE) load_demo --once

# Production settings on this machine. Without TLS only where LOCAL_HTTP=1 says so; behind a proxy that adds TLS, BEHIND_PROXY=1.
serve: export DJANGO_SETTINGS_MODULE = hub.settings.production
serve: export ALLOWED_HOSTS = localhost,127.0.0.1
serve: setup-production
	@$(MANAGE) welcome --host $(HOST) --port $(PORT)
	@exec .venv/bin/gunicorn hub.wsgi --bind $(HOST):$(PORT) --config hub/gunicorn.py

.PHONY: setup-production
setup-production: setup-dev-data
	@if [ "$(LOCAL_HTTP)$(BEHIND_PROXY)" = "" ]; then \
	  echo "Production settings send every visitor to https, and nothing here speaks it."; \
	  echo "To try them on this machine: make serve LOCAL_HTTP=1. Behind a proxy with TLS: make serve BEHIND_PROXY=1."; exit 1; fi
	@$(MANAGE) check --deploy --fail-level ERROR
	@$(MANAGE) collectstatic --noinput -v0

.PHONY: setup-dev-data
setup-dev-data:
	@DJANGO_SETTINGS_MODULE=hub.settings.dev $(MAKE) -s setup

test: .venv/.dev lint unit unit-postgresql journeys ## lint, format, types, migrations, every test

# What djade and djhtml hold (decision 0012); the admin's own follow when they are reformatted.
ADMIN_TEMPLATES := $(addprefix templates/,home/admin/% resources/panels/% schools_admin/% search/admin/% wagtailadmin/%)
TEMPLATES := $(filter-out $(ADMIN_TEMPLATES),$(shell find templates -name '*.html'))

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djade --check $(TEMPLATES)
	.venv/bin/djhtml --check --tabwidth 2 $(TEMPLATES)
	.venv/bin/mypy .
	DJANGO_SETTINGS_MODULE=hub.settings.test $(MANAGE) makemigrations --check --dry-run

.PHONY: format
format: ## what lint would ask for, in Python and in templates
	.venv/bin/ruff format .
	.venv/bin/djade $(TEMPLATES)
	.venv/bin/djhtml --tabwidth 2 $(TEMPLATES)

unit:
	$(PY) -m pytest -q -n auto --ignore=tests/journeys

# What asks the database in ways of its own, once more on the database of production.
ON_POSTGRESQL := $(patsubst %,tests/search/test_%.py,check delivery engine fuzz lookups privacy promotions rebuild receivers snapshot stores suggestions units views ways_on) \
  $(patsubst %,tests/schools/test_%.py,annual_report_figures approval_journey closing directory duties_command duties_data history import judging provider_access_page register reminders reregister) \
  tests/home/test_load_demo.py tests/publication
unit-postgresql:
	@if [ -z "$(POSTGRESQL_URL)" ]; then echo "Tests on PostgreSQL are skipped: start it with make services"; \
	else TEST_DATABASE=$(POSTGRESQL_URL) $(PY) -m pytest -q -n auto $(ON_POSTGRESQL); fi

journeys: # a process of their own: a real server on a file database that is seeded once
	$(PY) -m pytest -q tests/journeys

services: ## start the servers that tests speak to: Elasticsearch and PostgreSQL, on free ports of this machine only
	@.ci/services start

services-stop:
	@.ci/services stop

lock: ## after a change in pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/base.txt
	uv pip compile -q pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/dev.txt

clean: ## the environment only; never the data in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "The hub needs Python 3.11 or newer; $$($(PYTHON) --version 2>&1) is too old. Name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian: sudo apt install python3-venv, then run this again."; exit 1; }
	@echo "Making .venv (once)"
	@$(PYTHON) -m venv .venv

.venv/.base: requirements/base.txt | .venv/bin/python
	@echo "Installing what the hub needs (once, and when requirements change)"
	@.venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/bin/python
	@echo "Installing what the tests need (once, and when requirements change)"
	@.venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch .venv/.base $@

.env: | .venv/bin/python
	@umask 077; $(PY) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@
