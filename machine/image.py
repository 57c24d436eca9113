"""`make image`: builds the production image and starts it for real, as whoever operates a server would.

It is put beside a real PostgreSQL and a real Valkey, migrated, started as web, worker and beat with the
commands of Containerfile and compose.yaml, and asked for a page, a file and a signed letter. All that it
started is gone at the end; the image and its base stay, for the next time.
"""

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import recipe
from machine.engines import Engine, EngineError, ensure_base, working_engine
from machine.needs import free_port
from machine.services import ServiceError, Services

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
IMAGE = "localhost/inm-portal:ensayo"
HOST = "portal.example"
USER = "10001"
# All that a service may write of the image: the folders for what people hand over.
WRITABLE = ["/srv/var/documents", "/srv/var/quarantine"]

NAME_A_STATIC_FILE = """
import django; django.setup()
from django.templatetags.static import static
print(static("css/portal.css"))
"""
# A laboratory's request goes through the portal's own views; `testserver` is Django's client's Host.
FILE_A_LETTER = """
import django; django.setup()
from inm_portal.management.commands import demo_letter, load_demo
load_demo.Command().load_signatory()
radicado = demo_letter.file_request(demo_letter.new_laboratory())
demo_letter.wait_for_letter(radicado)
print(radicado.number, radicado.verification_code)
"""
LETTER_ENV = {"ALLOWED_HOSTS": "testserver", "SECURE_SSL_REDIRECT": "false"}

# Where Containerfile puts the authority, and what names it here.
AUTHORITY_INSIDE = "/run/secrets/ca.pem"
AUTHORITY_VARIABLES = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
# pip's settings about the network; those about folders of this machine mean nothing inside.
PIP_OPTIONS = ("index-url", "extra-index-url", "trusted-host", "proxy", "default-timeout", "retries")


class TrialError(Exception):
    """The image does not do what it must; the message says what."""


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit("✗ El ensayo se interrumpió."))
    try:
        engine = working_engine()
        say(f"Motor: {engine.describe()}")
        with tempfile.TemporaryDirectory(prefix="inm-portal-") as name:
            folder = Path(name)
            folder.chmod(0o755)  # the container's user may enter, too
            build(engine, folder)
            with companions(folder) as urls:
                # The settings of a server behind one reverse proxy.
                env = urls | {
                    "PORTAL_ENV": "production",
                    "SECRET_KEY": secrets.token_urlsafe(48),
                    "PORTAL_BASE_URL": f"https://{HOST}",
                    "TRUSTED_PROXY_COUNT": "1",
                    "DJANGO_SETTINGS_MODULE": "inm_portal.settings",
                }
                with Services(engine, IMAGE, folder, env) as services:
                    check_contents(services)
                    check_user(services)
                    port = start(services, folder / "secrets")
                    check_pages(services, port)
                    check_letter(services, port)
    except (EngineError, ServiceError, TrialError) as error:
        sys.exit(f"✗ {error}")
    say("La imagen hace su trabajo. Lo que se inició se detuvo y se borró; la imagen queda.")


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def build(engine: Engine, folder: Path) -> None:
    base = ensure_base(engine, recipe.default_base(ROOT), folder, say)
    began = time.monotonic()
    engine.build(ROOT, IMAGE, base=base, recipe=recipe.CONTAINERFILE, secrets=lent_to_pip(folder))
    say(f"Imagen {IMAGE}: construida en {time.monotonic() - began:.0f} s, {engine.size(IMAGE)}")


def lent_to_pip(folder: Path) -> dict[str, Path]:
    """What a build borrows from a machine whose network has its own authority or package index.

    The files, by the name of the secret that they are of the one step that installs, so that nothing of it
    stays in the image; pip's settings are written into `folder`. Other machines lend nothing.
    """
    options, lent = {}, {}
    for option in PIP_OPTIONS:
        if value := os.environ.get(f"PIP_{option.upper().replace('-', '_')}"):
            options[option] = value
    if authority := next(filter(None, map(os.environ.get, AUTHORITY_VARIABLES)), None):
        options["cert"] = AUTHORITY_INSIDE
        lent["ca.pem"] = Path(authority)
    if options:
        lent["pip.conf"] = folder / "pip.conf"
        lines = "".join(f"{option} = {value}\n" for option, value in options.items())
        lent["pip.conf"].write_text(f"[global]\n{lines}")
    return lent


@contextmanager
def companions(folder: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL, Valkey and a signing key in `folder`; the servers' URLs by the settings' names."""
    with subprocess.Popen(
        [PYTHON, "-m", "machine.companions", folder],
        cwd=ROOT,
        text=True,
        start_new_session=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin  # a pipe, as the other
        assert process.stdout
        line = process.stdout.readline()
        if not line:
            raise TrialError("PostgreSQL y Valkey no arrancaron.")
        say("PostgreSQL y Valkey en marcha, y una llave de firma hecha para este ensayo")
        yield json.loads(line)
        process.stdin.close()


def check_contents(services: Services) -> None:
    """What the tests reckon with is what the image has."""
    reckoned = subprocess.run([PYTHON, "-m", "machine.context"], cwd=ROOT, capture_output=True, text=True, check=True)
    words = ["find", "/srv/portal", "!", "-type", "d", "!", "-name", "*.pyc", "-printf", r"%P\n"]
    expected, found = set(reckoned.stdout.splitlines()), set(services.finish("archivos", words).splitlines())
    if expected != found:
        raise TrialError(f"La imagen no tiene los archivos que debe: {sorted(expected ^ found)[:10]}")
    say(f"{len(found)} archivos del portal, los mismos con los que cuentan las pruebas")


def check_user(services: Services) -> None:
    user = services.finish("usuario", ["id", "-u"])
    writable = services.finish("permisos", ["find", "/srv", "-writable", "!", "-type", "l"]).splitlines()
    if user != USER or not set(writable) <= set(WRITABLE):
        raise TrialError(f"El usuario {user} puede escribir en {writable}.")
    say(f"Corre como el usuario {user}, que no puede escribir su propio código")


def start(services: Services, keys: Path) -> int:
    """Migrate, then web, worker and beat; the port of the web."""
    commands, port = recipe.service_commands(ROOT), free_port()
    services.finish("migrate", commands["migrate"])
    say("Base de datos migrada y datos de referencia cargados, con la orden de compose.yaml")
    # On a server they are that user's; only root may give them away, and within a container that is enough.
    files = [str(path) for path in keys.iterdir()]
    services.finish("llave", ["chown", USER, *files], folders=[keys], is_root=True)
    signing = {
        "SIGNING_PKCS12_FILE": str(keys / "signing.p12"),
        "SIGNING_PKCS12_PASSPHRASE_FILE": str(keys / "signing.passphrase"),
    }
    services.start("web", recipe.web_command(ROOT, port))
    services.start("worker", commands["worker"], env=signing, folders=[keys])
    services.start("beat", commands["beat"])
    services.wait("web", lambda: status(port, "/salud/") == 200)
    services.wait("worker", lambda: " ready." in services.log("worker"))
    services.wait("beat", lambda: "beat: Starting" in services.log("beat"))
    say("Web, trabajador y reloj en marcha, con las órdenes de Containerfile y compose.yaml")
    return port


def check_pages(services: Services, port: int) -> None:
    file = services.finish("estático", ["python", "-c", NAME_A_STATIC_FILE])
    for path in ("/salud/", "/salud/listo", "/", file):
        if (answer := status(port, path)) != 200:
            raise TrialError(f"{path} responde {answer}:\n{services.log('web')[-3000:]}")
        say(f"200 {path}")


def check_letter(services: Services, port: int) -> None:
    """The whole way: views, database, broker, worker, key, and the page that proves the letter."""
    number, code = services.finish("carta", ["python", "-c", FILE_A_LETTER], env=LETTER_ENV).split()[-2:]
    if (answer := status(port, f"/v/{code}")) != 200:
        raise TrialError(f"La verificación del radicado {number} responde {answer}.")
    services.check_running()
    say(f"Radicado {number}: su carta salió firmada y su código se verifica")


def status(port: int, path: str) -> int | None:
    """As the reverse proxy asks, by the portal's own name; None when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


if __name__ == "__main__":
    main()
