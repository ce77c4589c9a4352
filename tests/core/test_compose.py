"""compose.yaml as far as it can be held against the code without starting it: names, values, commands."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
# As an operator would fill in .env.
GIVEN = {"SECRET_KEY": "k" * 60, "POSTGRES_PASSWORD": "letters1", "ELASTIC_PASSWORD": "letters2"}
# And what they may add of how people sign in.
SIGNING_IN = {"SECRET_KEY_FALLBACKS": "older,oldest", "GOOGLE_CLIENT_ID": "ours", "GOOGLE_CLIENT_SECRET": "secret"}
PROBE = """
import json, django
django.setup()
from django.conf import settings as s
from django.core.cache import cache
backend = type(cache._connections[cache._alias]).__name__
print(json.dumps([s.DATABASES["default"]["HOST"], backend, s.SEARCH_ENGINE, s.ELASTICSEARCH["URLS"],
  s.ELASTICSEARCH["PASSWORD"], s.ALLOWED_HOSTS, s.LOCAL_HTTP, str(s.MEDIA_ROOT), s.SECOND_FACTOR_REQUIRED,
  s.SECRET_KEY_FALLBACKS, [app["provider_id"] for app in s.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]]]))
"""


def filled(value: object, given: dict[str, str]) -> str:
    """Return a value as compose would pass it on. Raises KeyError where one must be given and is not."""

    def one(found: re.Match[str]) -> str:
        name, rule, rest = found.groups()
        return given[name] if rule == ":?" or name in given else rest

    return re.sub(r"\$\{(\w+)(:[-?])([^}]*)\}", one, str(value))


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_exists_and_can_be_waited_for(name):
    for other, how in SERVICES[name].get("depends_on", {}).items():
        awaited = SERVICES[other]
        ends = other == "setup"
        assert how["condition"] == ("service_completed_successfully" if ends else "service_healthy")
        assert ends or "healthcheck" in awaited
        assert other != "proxy"
    for volume in SERVICES[name].get("volumes", ()):
        source = volume.split(":")[0]
        assert (ROOT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"]


@pytest.mark.parametrize("name", OURS)
def test_commands_of_the_hub_exist(name):
    said = " ".join(OURS[name].get("command", ()))
    assert set(re.findall(r"manage\.py,? (\w+)", said)) <= set(get_commands())
    assert OURS[name]["environment"] == OURS["web"]["environment"]


def read_by(*places: Path) -> set[str]:
    """Return the names of the variables that these modules of settings read."""
    source = "".join(path.read_text() for path in places)
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args)
    first = (call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant))
    return {name for name in first if isinstance(name, str)}


def test_every_variable_is_one_that_settings_read():
    known = read_by(*(ROOT / "hub/settings").glob("*.py"), ROOT / "hub/gunicorn.py")
    assert set(OURS["web"]["environment"]) <= known


def test_how_people_sign_in_is_passed_on_whole():
    read = read_by(ROOT / "hub/settings/signing_in.py")
    assert len(read) == 10 and read <= set(OURS["web"]["environment"])


def started(given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Read production's settings as in a container, with these in .env."""
    passed = {name: filled(value, given) for name, value in OURS["web"]["environment"].items()}
    dockerfile = (ROOT / "Dockerfile").read_text()
    own = dict(re.findall(r"(\w+)=(\S+)", dockerfile.partition("ENV ")[2].partition("\nWORKDIR")[0]))
    environment = {"PATH": os.environ["PATH"], **own, **passed}
    return subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_settings_take_the_values():
    done = started(GIVEN)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        "postgresql",
        "OptionalRedisCache",
        "elasticsearch",
        ["http://elasticsearch:9200"],
        "letters2",
        ["localhost", "127.0.0.1"],
        True,
        "/srv/hub/media",
        True,
        [],
        [],
    ]


def test_production_settings_take_what_is_added_of_signing_in():
    done = started(GIVEN | SIGNING_IN | {"SECOND_FACTOR_REQUIRED": "0"})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[-3:] == [False, ["older", "oldest"], ["google"]]


@pytest.mark.parametrize("half", [{"GOOGLE_CLIENT_ID": "x"}, {"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"}])
def test_half_a_provider_is_named_at_the_start(half):
    done = started(GIVEN | half)
    assert done.returncode != 0 and "_CLIENT_ID is set: it needs" in done.stderr


def test_nothing_starts_without_its_secrets():
    for name in GIVEN:
        fewer = {key: value for key, value in GIVEN.items() if key != name}
        with pytest.raises(KeyError, match=name):
            [filled(value, fewer) for value in OURS["web"]["environment"].values()]


def test_only_this_machine_reaches_it():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(ports) == ["proxy"]
    assert [filled(port, {}) for port in ports["proxy"]] == ["127.0.0.1:8000:80", "127.0.0.1:8443:443"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_fills_the_disk_with_its_log_takes_all_memory_or_gains_rights(name):
    service = SERVICES[name]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"] and service["pids_limit"]
    if name in OURS or name == "proxy":
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
