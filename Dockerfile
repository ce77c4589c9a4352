# The hub behind gunicorn; compose.yaml says what else it needs.
FROM python:3.13-slim-trixie

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=hub.settings.production \
    VAR_DIR=/srv/hub STATIC_ROOT=/usr/src/static
WORKDIR /usr/src/hub
# pg_dump and pg_restore, for `backup` and `restore`.
RUN apt-get update && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/base.txt
COPY . .
# An account of its own that may write uploads and nothing else. The key is for this one command.
RUN useradd --system --no-create-home hub && mkdir -p /srv/hub/media && chown -R hub /srv/hub \
    && SECRET_KEY=building ALLOWED_HOSTS=localhost python manage.py collectstatic --noinput -v0
USER hub
EXPOSE 8000
CMD ["gunicorn", "hub.wsgi", "--bind", "0.0.0.0:8000", "--config", "hub/gunicorn.py"]
