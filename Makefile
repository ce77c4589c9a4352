# Two commands: `make run` (a running hub with demo content) and `make test` (every check there is).
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python
MANAGE := $(PY) manage.py
NODE := .venv/bin/node
STYLES := '{hub,curriculum,resources,search}/**/*.css'
# Where the servers of `make services` are, while they run.
-include $(or $(VAR_DIR),var)/services/env
export ELASTICSEARCH_URL POSTGRESQL_URL
export ALLOWED_HOSTS ?= $(if $(filter 0.0.0.0,$(HOST)),*,localhost,127.0.0.1,[::1],$(HOST))

.DEFAULT_GOAL := run
.PHONY: run setup serve test test-all lint unit unit-postgresql journeys check services services-stop lock clean

run: setup ## set up if need be, then serve with demo content
	@$(MANAGE) welcome --host $(HOST) --port $(PORT)
	@$(MANAGE) runserver $(HOST):$(PORT)

setup: .venv/.base .env ## everything but the server
	@mkdir -p var
	@$(MANAGE) migrate -v0
	@$(MANAGE) bootstrap
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

PARTS := lint unit unit-postgresql journeys
test: .venv/.dev ## lint, format, types, migrations, every test; says how long each part took
	@mkdir -p var; : > var/seconds; for part in $(PARTS); do \
	  began=$$(date +%s); $(MAKE) --no-print-directory $$part; ended=$$?; \
	  printf '%-16s %5d seconds\n' $$part $$(( $$(date +%s) - began )) >> var/seconds; \
	  if [ $$ended -ne 0 ]; then cat var/seconds; echo "$$part failed"; exit $$ended; fi; \
	done; cat var/seconds

test-all: export WHOLE = 1
test-all: test ## the same and what measures or kills servers; on more data (tests/README.md)

# What djade and djhtml hold (decision 0012).
TEMPLATES := $(shell find hub curriculum resources search templates -name '*.html')

lint: node_modules/.package-lock.json
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djade --check $(TEMPLATES)
	.venv/bin/djhtml --check --tabwidth 2 $(TEMPLATES)
	$(NODE) node_modules/.bin/stylelint $(STYLES)
	$(NODE) node_modules/.bin/prettier --log-level warn --check $(STYLES)
	$(NODE) node_modules/.bin/tsc -p . && $(NODE) node_modules/.bin/tsc -p hub/record/worker
	.venv/bin/mypy .
	DJANGO_SETTINGS_MODULE=hub.settings.test $(MANAGE) makemigrations --check --dry-run

.PHONY: format
format: node_modules/.package-lock.json ## what lint would ask for, in Python, templates and style sheets
	.venv/bin/ruff format .
	.venv/bin/djade $(TEMPLATES)
	.venv/bin/djhtml --tabwidth 2 $(TEMPLATES)
	$(NODE) node_modules/.bin/prettier --log-level warn --write $(STYLES)

# A file's tests stay in one process, so that what they share is built once.
# Those that take longest begin first (tests/conftest.py), not those with the most tests.
PYTEST := $(PY) -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

unit:
	$(PYTEST) --ignore=tests/journeys

# What asks the database in ways of its own (pytest.mark.postgresql), once more on the database of production.
unit-postgresql:
	@if [ -z "$(POSTGRESQL_URL)" ]; then echo "Tests on PostgreSQL are skipped: start it with make services"; \
	else TEST_DATABASE=$(POSTGRESQL_URL) $(PYTEST) -m postgresql --ignore=tests/journeys; fi

journeys: # processes of their own: real servers on file databases, copies of one that is seeded once
	$(PY) -m pytest -q -n auto --dist worksteal tests/journeys

check: .venv/.dev ## lint and tests of one room or file, in seconds: make check FILE=hub/schools
	@if [ -z "$(FILE)" ]; then echo "Name a room or a file: make check FILE=hub/schools"; exit 2; fi
	.venv/bin/ruff check $(FILE)
	.venv/bin/ruff format --check $(FILE)
	.venv/bin/mypy $(FILE)
	$(PYTEST) $$($(PY) .ci/tests_of $(FILE))

services: ## start the servers that tests speak to: Elasticsearch and PostgreSQL, on free ports of this machine only
	@.ci/services start

services-stop:
	@.ci/services stop

lock: ## after a change in pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/base.txt
	uv pip compile -q pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/dev.txt

clean: ## the environment only; never the data in var/
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache

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

# What checks style sheets and the record's scripts (package.json, tsconfig.json). Node comes from the environment's own packages, so nobody has to have it.
node_modules/.package-lock.json: package-lock.json | .venv/.dev
	@echo "Installing what checks style sheets and scripts (once, and when package-lock.json changes)"
	@.venv/bin/npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@

.env: | .venv/bin/python
	@umask 077; $(PY) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@
