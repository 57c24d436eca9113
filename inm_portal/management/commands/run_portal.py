"""`manage.py run_portal`: the whole portal on one machine, for a demonstration."""

import os
import signal
import socket
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.second_factor import readable_key
from inm_portal.management.commands.load_demo import ACCOUNTS, AUTHENTICATOR_KEY, RECOVERY_CODES
from inm_portal.processes import Group, Process, UnstableError

STARTUP_SECONDS = 60
WATCH_SECONDS = 1
PREPARATIONS = (
    ("Base de datos", "migrate", {}),
    ("Datos de referencia", "load_reference_data", {}),
    ("Certificado de demostración", "create_demo_pki", {}),
    ("Cuentas de demostración", "load_demo", {}),
    ("Archivos estáticos", "collectstatic", {"interactive": False}),
)


class Command(BaseCommand):
    help = "Inicia el portal completo en modo de demostración: servidor web, trabajador y reloj."
    requires_system_checks = []

    def handle(self, **options) -> None:
        _require_demo()
        _require_free_port()
        _handle_stop_signals(signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            self._prepare()
            self._run()
        self._say("El portal se detuvo. Sus datos quedan guardados.")

    def _prepare(self) -> None:
        _remember_demo()
        for title, command, options in PREPARATIONS:
            self._say(f"· {title}…")
            call_command(command, verbosity=0, **options)

    def _run(self) -> None:
        with Group(portal_processes()) as group:
            try:
                group.start()
                self._wait_until_alive(group)
                self._announce()
                self._watch(group)
            except UnstableError as error:
                raise CommandError(str(error)) from error
            finally:
                _handle_stop_signals(signal.SIG_IGN)  # it is stopping already: let it end in order

    def _wait_until_alive(self, group: Group) -> None:
        deadline = time.monotonic() + STARTUP_SECONDS
        while not _is_alive():
            group.mend(self._say)
            if time.monotonic() > deadline:
                raise UnstableError(f"El servidor web no responde. Su registro: {_log_dir() / 'web.log'}")
            time.sleep(0.2)

    def _watch(self, group: Group) -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            group.mend(self._say)

    def _announce(self) -> None:
        widths = [max(map(len, column)) for column in zip(*ACCOUNTS, strict=True)]
        self._say(f"\nPortal de Servicios en Línea (demostración): {settings.PORTAL_BASE_URL}/\n")
        self._say("Cuentas de demostración: usuario, contraseña y a quién representan")
        for account in ACCOUNTS:
            cells = (cell.ljust(width) for cell, width in zip(account, widths, strict=True))
            self._say("  " + "   ".join(cells).rstrip())
        self._say(
            "\nLa administración pide además un segundo factor, el mismo en todas las cuentas del personal:\n"
            "  el código de ahora    .venv/bin/python manage.py demo_code\n"
            f"  o en una aplicación   {readable_key(AUTHENTICATOR_KEY)}\n"
            f"  o, una vez cada uno   {RECOVERY_CODES[0]} a {RECOVERY_CODES[-1]}"
        )
        self._say(f"\nRegistros: {_log_dir()}/*.log · Para detener el portal: Ctrl-C")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _handle_stop_signals(handler) -> None:
    """Ctrl-C, `kill`, and a closed terminal unless `nohup` was asked to outlive it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def _require_demo() -> None:
    if not settings.IS_DEMO:
        raise CommandError("run_portal es solo para demostración: use PORTAL_ENV=demo o «make run».")


def _require_free_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.HOST, settings.PORT))
        except OSError as error:
            raise CommandError(
                f"No se puede usar {settings.HOST}:{settings.PORT} ({error.strerror}). "
                "Elija otro puerto, por ejemplo: PORT=8001 make run"
            ) from error


def _remember_demo() -> None:
    """From now on a plain `manage.py` in this checkout is the demonstration's."""
    _log_dir().mkdir(parents=True, exist_ok=True)
    env_file = settings.VAR_DIR / "portal.env"
    if not env_file.exists():
        env_file.write_text("PORTAL_ENV=demo\n")


def portal_processes() -> list[Process]:
    """Web server, worker and clock on the settings' servers, not yet started."""
    env = {**os.environ, "DATABASE_URL": settings.DATABASE_URL, "REDIS_URL": settings.REDIS_URL}
    bind = f"{settings.HOST}:{settings.PORT}"
    celery = ["celery", "-A", "inm_portal"]
    commands = {
        "web": [
            "gunicorn",
            "inm_portal.wsgi",
            "--bind",
            bind,
            "--workers=2",
            "--threads=4",
            "--reuse-port",
            "--no-control-socket",
        ],
        "worker": [
            *celery,
            "worker",
            "--loglevel=INFO",
            "--concurrency=2",
            "--without-gossip",
            "--without-mingle",
        ],
        # No pid file: one left behind by a killed run could name a stranger and keep the clock from starting.
        "beat": [*celery, "beat", "--pidfile=", f"--schedule={settings.VAR_DIR / 'beat-schedule'}"],
    }
    return [
        Process(name, arguments, log=_log_dir() / f"{name}.log", env=env, is_restarted=name != "web")
        for name, arguments in commands.items()
    ]


def _is_alive() -> bool:
    host = "127.0.0.1" if settings.HOST == "0.0.0.0" else settings.HOST
    connection = HTTPConnection(host, settings.PORT, timeout=5)
    try:
        connection.request("GET", "/salud/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _log_dir() -> Path:
    return settings.VAR_DIR / "log"
