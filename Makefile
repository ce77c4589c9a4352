PYTHON ?= python3
PY := .venv/bin/python
.PHONY: test lint
test: lint
	$(PY) -m pytest -q -n 2
lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	$(PY) manage.py makemigrations --check --dry-run -v0
