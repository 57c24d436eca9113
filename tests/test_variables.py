"""Environment variables: right ones as values, wrong ones in a sentence that names them."""

from secrets import token_hex, token_urlsafe

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from inm_portal.variables import Variables

READERS = {
    "CONN_MAX_AGE": lambda env: env.int("CONN_MAX_AGE", default=600),
    "PORT": lambda env: env.port("PORT", default=8000),
    "DATABASE_LOCK_SECONDS": lambda env: env.seconds("DATABASE_LOCK_SECONDS", default=4),
    "HOST": lambda env: env.name("HOST", default="127.0.0.1"),
    "DEBUG": lambda env: env.bool("DEBUG", default=False),
    "LOG_LEVEL": lambda env: env.level("LOG_LEVEL", default="INFO"),
    "PORTAL_BASE_URL": lambda env: env.page_address("PORTAL_BASE_URL", default=env.NOTSET),
    "DATABASE_URL": lambda env: env.database_address("DATABASE_URL", default=env.NOTSET),
    "REDIS_URL": lambda env: env.broker_address("REDIS_URL", default=env.NOTSET),
    "EMAIL_URL": lambda env: env.mail_settings("EMAIL_URL", default="smtp://localhost:25")["EMAIL_HOST"],
}


def read(name: str, **environment: str):
    env = Variables()
    env.ENVIRON = environment
    return READERS[name](env)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "8001", 8001),
        ("HOST", "0.0.0.0", "0.0.0.0"),
        ("DEBUG", "Yes", True),
        ("DEBUG", "False", False),
        ("LOG_LEVEL", "WARNING", "WARNING"),
        ("PORTAL_BASE_URL", "https://portal.example/", "https://portal.example"),
        ("DATABASE_URL", "postgresql://nadie@:5432/base?host=/run/sql", None),
        ("DATABASE_URL", "postgres:///base?host=%2Frun", None),
        ("REDIS_URL", "rediss://:clave@equipo:6379/0", None),
        ("EMAIL_URL", "smtp+tls://usuario:clave@equipo:587", "equipo"),
        ("EMAIL_URL", "filemail://", None),
    ],
)
def test_right_one_is_read(name, text, value):
    assert read(name, **{name: text}) == (text if value is None and name != "EMAIL_URL" else value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("PORT", text) for text in ("abc", "0", "70000", "", "8000.5", "-1")),
        ("HOST", ""),
        ("PORTAL_BASE_URL", "portal"),
        *(("DATABASE_URL", text) for text in ("", "portal", "mysql://a/b", "postgres://a:puerto/b")),
        *(("REDIS_URL", text) for text in ("", "localhost:6379", "redis://a:puerto", "redis://[a")),
        ("EMAIL_URL", "correo"),
        ("DEBUG", "quizá"),
        ("LOG_LEVEL", "mucho"),
        ("CONN_MAX_AGE", "siempre"),
    ],
)
def test_wrong_one_is_told(name, text):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} .*\.$"):
        read(name, **{name: text})


@pytest.mark.parametrize("name", ["PORTAL_BASE_URL", "DATABASE_URL", "REDIS_URL"])
def test_missing_one_is_told(name):
    with pytest.raises(ImproperlyConfigured, match=rf"^Falta la variable de entorno {name}\.$"):
        read(name)


def test_complaint_about_an_address_does_not_repeat_its_password():
    with pytest.raises(ImproperlyConfigured) as caught:
        read("DATABASE_URL", DATABASE_URL="mysql://nadie:secreto@equipo/base")
    assert "secreto" not in str(caught.value)


@pytest.mark.parametrize("make", [get_random_secret_key, lambda: token_hex(32), lambda: token_urlsafe(48)])
def test_secret_that_was_drawn_is_one(make):
    for _ in range(20):
        Variables().require_secret("SECRET_KEY", make())


def test_long_sentence_is_a_secret():
    Variables().require_secret("SECRET_KEY", "una-clave-larga-y-solo-de-esta-prueba-0123456789-abcdefghij")


@pytest.mark.parametrize(
    "text",
    ["a", "a" * 64, "ab" * 40, "abcdefghij" * 6, "0123456789" * 10, "0f1e" * 10, f"django-insecure-{'9d3f1c7a' * 10}"],
)
def test_secret_that_is_short_or_a_pattern_is_none(text):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY debe tener 50 caracteres"):
        Variables().require_secret("SECRET_KEY", text)
