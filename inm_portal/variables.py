"""Environment variables as the settings read them: a wrong one is told in a sentence that names it."""

import builtins
import logging
import zlib
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# Of a secret key: as Django asks for, and so many bytes of it that follow from no others.
SECRET_LENGTH, SECRET_BYTES = 50, 40
KINDS = {int: "un número entero", float: "un número"}
TRUE = {"true", "1", "yes", "on"}
FALSE = {"false", "0", "no", "off", ""}
POSTGRESQL = {"postgres", "postgresql", "psql", "pgsql"}
REDIS = {"redis", "rediss"}


class Variables(environ.Env):
    """django-environ's reader, whose complaints are sentences for whoever set the variable."""

    def get_value(self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, **options) -> Any:
        if default is self.NOTSET and var not in self.ENVIRON:
            raise ImproperlyConfigured(f"Falta la variable de entorno {var}.")
        try:
            return super().get_value(var, cast=cast, default=default, **options)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} debe ser {KINDS[cast]}, no «{self.ENVIRON[var]}».") from error

    def bool(self, var: str, default: Any) -> bool:
        text = self.str(var, default=str(default)).strip().lower()
        self._require(text in TRUE | FALSE, f"{var} debe ser True o False, no «{text}».")
        return text in TRUE

    def port(self, var: str, *, default: int) -> int:
        number = self.int(var, default=default)
        self._require(1 <= number <= 65_535, f"{var} debe ser un puerto entre 1 y 65535, no «{number}».")
        return number

    def seconds(self, var: str, *, default: int) -> int:
        number = self.int(var, default=default)
        self._require(number >= 1, f"{var} debe ser de un segundo o más, no «{number}».")
        return number

    def name(self, var: str, *, default: str) -> str:
        """A text that may not be empty."""
        text = self.str(var, default=default)
        self._require(text.strip(), f"{var} no puede estar vacía.")
        return text

    def require_secret(self, var: str, text: str) -> None:
        """That it is long and no pattern: what repeats itself is short once compressed."""
        is_secret = len(text) >= SECRET_LENGTH and len(zlib.compress(text.encode(), 9)) >= SECRET_BYTES
        self._require(
            is_secret and not text.startswith("django-insecure-"),
            f"En producción {var} debe tener {SECRET_LENGTH} caracteres o más, al azar: por ejemplo, los que da "
            "«openssl rand -base64 48».",
        )

    def level(self, var: str, *, default: str) -> str:
        """How much is logged."""
        levels = logging.getLevelNamesMapping()
        text = self.str(var, default=default)
        self._require(text in levels, f"{var} debe ser uno de {', '.join(levels)}, no «{text}».")
        return text

    def page_address(self, var: str, *, default: Any) -> str:
        """Where the pages are, without a slash at the end."""
        return self._address(var, default, {"http", "https"}, "https://portal.example").rstrip("/")

    def database_address(self, var: str, *, default: Any) -> str:
        return self._address(var, default, POSTGRESQL, "postgres://usuario:clave@equipo:5432/base")

    def broker_address(self, var: str, *, default: Any) -> str:
        return self._address(var, default, REDIS, "redis://equipo:6379/0")

    def mail_settings(self, var: str, *, default: str) -> dict[str, Any]:
        """Django's settings for outgoing mail out of a server's address."""
        return self.email_url_config(
            self._address(var, default, set(self.EMAIL_SCHEMES), "smtp://equipo:25", is_placed=False)
        )

    def _address(
        self, var: str, default: Any, schemes: set[str], example: str, *, is_placed: builtins.bool = True
    ) -> str:
        """A URL, which is not repeated in the complaint: it may have a password. Empty is the default."""
        text = self.str(var, default=default)
        try:
            parts = urlsplit(text)
            names_a_place = bool(parts.netloc or parts.query) or not is_placed
            is_url = parts.scheme in schemes and parts.port != 0 and names_a_place
        except ValueError:  # a port that is no number, half of an IPv6 address
            is_url = False
        self._require(text == default or is_url, f"{var} debe ser una dirección como {example}.")
        return text

    @staticmethod
    def _require(is_right: Any, complaint: str) -> None:
        if not is_right:
            raise ImproperlyConfigured(complaint)
