"""`manage.py run_portal`: the whole portal on one machine, for a demonstration."""

import errno
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.second_factor import readable_key
from inm_portal.embedded import shared_servers
from inm_portal.management.commands.load_demo import ACCOUNTS, AUTHENTICATOR_KEY, RECOVERY_CODES
from inm_portal.processes import Process, ServerPart, Watch, stopped_together
from machine.needs import (
    ADDRESS_SPACE_MB,
    NeedError,
    is_full,
    require_address_space,
    require_disk,
    require_free_port,
    require_memory,
    require_writable,
    sentence,
)

STARTUP_SECONDS = 60
WATCH_SECONDS = 1
# Measured: what a run takes besides the embedded servers, and somewhat more.
DISK_MB = 100
MEMORY_MB = 700
PREPARATIONS: tuple[tuple[str, str, dict[str, bool]], ...] = (
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
        if not settings.IS_DEMO:
            raise CommandError("run_portal es solo para demostración: use PORTAL_ENV=demo o «make run».")
        try:
            with suppress(KeyboardInterrupt):
                self._prepare()
                self._run()
        except NeedError as error:
            raise SystemExit(str(error)) from error
        self._say("El portal se detuvo. Sus datos quedan guardados.")

    def _prepare(self) -> None:
        require_free_port(settings.HOST, settings.PORT)
        require_writable(settings.VAR_DIR)
        require_disk(settings.VAR_DIR, DISK_MB)
        require_memory(MEMORY_MB)
        require_address_space(ADDRESS_SPACE_MB)
        _handle_stop_signals(signal.default_int_handler)
        with _failures_in_a_sentence():
            _log_dir().mkdir(parents=True, exist_ok=True)
            # From now on a plain `manage.py` in this checkout is the demonstration's.
            env_file = settings.VAR_DIR / "portal.env"
            if not env_file.exists():
                env_file.write_text("PORTAL_ENV=demo\n")
            for title, command, options in PREPARATIONS:
                self._say(f"· {title}…")
                call_command(command, verbosity=0, **options)

    def _run(self) -> None:
        processes = portal_processes()
        with stopped_together(processes):
            try:
                with _failures_in_a_sentence():
                    for process in processes:
                        process.start()
                self._watch(processes)
            finally:
                _handle_stop_signals(signal.SIG_IGN)  # it is stopping already: let it end in order

    def _watch(self, processes: list[Process]) -> None:
        """Look after the parts for ever, and say where the portal is once it answers."""
        web = processes[0]
        parts: list[Process | ServerPart] = [*map(ServerPart, shared_servers()), *processes]
        watches = [Watch(part, self._say) for part in parts]
        deadline = time.monotonic() + STARTUP_SECONDS
        while not _is_alive():
            for watch in watches:
                watch.look()
            if time.monotonic() > deadline:
                raise NeedError(f"El servidor web no responde ({web.reason()}). Su registro: {web.log}")
            time.sleep(0.2)
        self._announce()
        while True:
            time.sleep(WATCH_SECONDS)
            for watch in watches:
                watch.look()

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
        with suppress(OSError):  # a full disk behind the output or a reader who left end nothing
            self.stdout.write(sentence)
            self.stdout.flush()


def _handle_stop_signals(handler) -> None:
    """Ctrl-C, `kill`, and a closed terminal unless `nohup` was asked to outlive it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


@contextmanager
def _failures_in_a_sentence() -> Iterator[None]:
    """What the machine or the database refuses while the portal is prepared."""
    try:
        yield
    except OSError as error:
        raise NeedError(sentence(error)) from error
    except DatabaseError as error:
        if is_full(settings.VAR_DIR):  # PostgreSQL may be gone because of that without having said so
            raise NeedError(sentence(OSError(errno.ENOSPC, "", str(settings.VAR_DIR)))) from error
        reason = str(error).strip().splitlines()[0]
        raise NeedError(f"La base de datos no hizo lo que se le pidió ({reason}).") from error


def portal_processes() -> list[Process]:
    """Web server, worker and clock on the settings' servers, not yet started."""
    env = {**os.environ, "DATABASE_URL": settings.DATABASE_URL, "REDIS_URL": settings.REDIS_URL}
    celery = ["celery", "-A", "inm_portal"]
    web = [f"--bind={settings.HOST}:{settings.PORT}", "--workers=2", "--threads=4", "--reuse-port"]
    # Loaded once for both: sooner there, and in less memory.
    web += ["--worker-class=inm_portal.serving.Worker", "--preload", "--no-control-socket"]
    worker = ["--loglevel=INFO", "--concurrency=2", "--without-gossip", "--without-mingle"]
    commands = {
        "web": ["gunicorn", "inm_portal.wsgi", *web],
        "worker": [*celery, "worker", *worker],
        # No pid file: one left behind by a killed run could name a stranger and keep the clock from starting.
        "beat": [*celery, "beat", "--pidfile=", f"--schedule={settings.VAR_DIR / 'beat-schedule'}"],
    }
    return [Process(name, arguments, log=_log_dir() / f"{name}.log", env=env) for name, arguments in commands.items()]


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
