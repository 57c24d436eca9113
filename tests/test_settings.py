"""What the portal refuses to start with, seen from outside: a process of its own for each case."""

import os
import subprocess
import sys
from functools import partial

import pytest
from django.conf import settings

PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "una-clave-larga-y-solo-de-esta-prueba-0123456789-abcdefghij",
    "PORTAL_BASE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://nobody@192.0.2.1/portal",
    "REDIS_URL": "redis://192.0.2.1/0",
}
# Nothing of this run's but where commands are; no file of somebody's settings.
BARE = {"PATH": os.environ["PATH"], "PORTAL_ENV_FILE": os.devnull}


@pytest.fixture
def run(fresh_python):
    """A Python process with these arguments and settings."""
    return lambda *arguments, **environment: fresh_python.run(*arguments, env=BARE | environment)


@pytest.fixture
def check(run):
    return partial(run, "manage.py", "check")


@pytest.mark.parametrize(("change", "told"), [({}, ""), ({"PORT": "abc"}, "El portal no puede arrancar: PORT")])
def test_command_line_itself_starts_or_tells_why_not(change, told):
    """As people run it: not even its libraries are there before."""
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=BARE | PRODUCTION | change,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == (1 if told else 0), result.stderr
    assert len(result.stderr.splitlines()) == (1 if told else 0), result.stderr
    assert result.stderr.startswith(told)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY es obligatoria"),
        ({"SECRET_KEY": settings.SAMPLE_SECRET_KEY}, "SECRET_KEY es obligatoria"),
        ({"SECRET_KEY": "a"}, "SECRET_KEY debe tener 50 caracteres"),
        ({"SECRET_KEY": "a" * 64}, "SECRET_KEY debe tener 50 caracteres"),
        ({"DEBUG": "True"}, "DEBUG no puede estar activo"),
        ({"PORTAL_BASE_URL": "http://portal.example"}, "debe empezar por https://"),
        ({"PORTAL_ENV": "prueba"}, "production, demo o test"),
        ({"PAYMENT_GATEWAY": "fake_bank.gateway.FakeBank"}, "PAYMENT_GATEWAY no puede ser el banco de prueba"),
        ({"PAYMENT_GATEWAY": "pse.Gateway"}, "hace falta PAYMENT_SECRETS"),
    ],
)
def test_unsafe_production_environment_refuses_to_start(change, reason, check):
    result = check(**PRODUCTION | change)
    assert result.returncode == 1
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "PORTAL_BASE_URL", "DATABASE_URL", "REDIS_URL"])
def test_production_names_the_variable_that_is_missing(name, check):
    result = check(**{key: value for key, value in PRODUCTION.items() if key != name})
    assert result.returncode == 1
    assert name in result.stderr
    assert "Traceback" not in result.stderr


def test_wrong_variable_is_one_sentence_that_names_it(check):
    result = check(**PRODUCTION | {"PORT": "abc"})
    assert result.returncode == 1
    assert result.stderr == "El portal no puede arrancar: PORT debe ser un número entero, no «abc».\n"


@pytest.mark.parametrize("command", ["migrate", "quarterly_report"])
def test_database_that_does_not_answer_is_one_sentence(command, run):
    demo = {"PORTAL_ENV": "demo", "DATABASE_URL": "postgres://127.0.0.1:1/nada"}
    result = run("manage.py", command, **PRODUCTION | demo)
    assert result.returncode == 1
    (sentence,) = result.stderr.splitlines()
    assert sentence.startswith("La base de datos (DATABASE_URL) no responde")


def test_installation_without_a_kind_is_production(check):
    result = check()
    assert result.returncode == 1
    assert "SECRET_KEY es obligatoria" in result.stderr


def test_production_pages_force_https_and_secure_cookies(run):
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    program = f"from django.conf import settings; print([bool(getattr(settings, n)) for n in {names}])"
    result = run("-c", program, DJANGO_SETTINGS_MODULE="inm_portal.settings", **PRODUCTION)
    assert result.stdout.strip() == "[True, True, True, True]", result.stderr


def test_production_cookies_are_of_this_host_alone(run):
    """Of such a name a browser takes none from a neighbouring host, nor one without TLS."""
    program = (
        "import django; django.setup(); from django.conf import settings;"
        "from accounts.ended_sessions import OWNER_COOKIE;"
        "print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, OWNER_COOKIE)"
    )
    result = run("-c", program, DJANGO_SETTINGS_MODULE="inm_portal.settings", **PRODUCTION)
    assert result.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "__Host-portal_owner"], result.stderr


def test_the_list_of_the_static_files_is_not_among_what_is_served(run):
    program = (
        "import django; django.setup(); from django.conf import settings;"
        "from django.contrib.staticfiles.storage import staticfiles_storage as files;"
        "print(str(settings.STATIC_ROOT) in files.manifest_storage.path('x'))"
    )
    result = run("-c", program, DJANGO_SETTINGS_MODULE="inm_portal.settings", **PRODUCTION)
    assert result.stdout.strip() == "False", result.stderr


@pytest.mark.parametrize("kind", ["production", "demo"])
def test_worker_without_signing_key_refuses_to_start(kind, tmp_path, run):
    environment = PRODUCTION | {"PORTAL_ENV": kind, "SIGNING_PKCS12_FILE": str(tmp_path / "ninguna.p12")}
    result = run("-m", "celery", "-A", "inm_portal", "worker", "--pool=solo", **environment)
    assert result.returncode != 0
    assert "El trabajador no puede arrancar" in result.stderr


def test_worker_in_production_refuses_the_demonstration_key(pki, run):
    keys = {
        "SIGNING_PKCS12_FILE": str(pki / "demo-signer.p12"),
        "SIGNING_PKCS12_PASSPHRASE_FILE": str(pki / "demo-signer.passphrase"),
    }
    result = run("-m", "celery", "-A", "inm_portal", "worker", "--pool=solo", **PRODUCTION | keys)
    assert result.returncode != 0
    assert "El trabajador no puede arrancar" in result.stderr


@pytest.mark.parametrize(("kind", "is_fictitious"), [("demo", True), ("test", False)])
def test_only_the_demonstration_makes_up_who_the_entity_is_and_says_so(run, kind, is_fictitious):
    told = "from django.conf import settings; [print(settings.ENTITY[name]) for name in settings.FICTITIOUS]"
    lines = run("manage.py", "shell", "--no-imports", "-c", told, PORTAL_ENV=kind).stdout.splitlines()
    plain = ("ficti", ".example", "example.com")
    assert all(any(mark in line for mark in plain) == is_fictitious for line in lines)
    assert len(lines) == 10


def test_the_footer_links_the_policies_that_there_are(client, settings, db):
    settings.ENTITY = settings.ENTITY | {"terms_url": "https://inm.example/terminos", "judicial_email": "j@inm.example"}
    page = client.get("/contacto/").content.decode()
    assert 'href="https://inm.example/terminos"' in page
    assert "Derechos de autor" not in page
    assert page.count("j@inm.example") == 4  # address and words, on the page and in its footer
