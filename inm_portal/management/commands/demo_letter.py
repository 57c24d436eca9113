"""The portal's main job without a browser: a request filed, its letter issued, verified and written."""

import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from random import randrange

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inm_portal.celery import app
from inm_portal.management.commands.load_demo import demo_rows, load_laboratory
from radicados.models import Radicado, SignedLetter
from radicados.verification import Finding, verify_code
from requests_oec.models import LegalBasis

PATIENCE_SECONDS = 60


class Command(BaseCommand):
    help = "Radica una solicitud de demostración, espera su carta, la verifica y la escribe en un archivo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="archivo PDF que se escribirá")

    def handle(self, *args, out: Path, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Este comando solo funciona en el modo de demostración.")
        if not out.absolute().parent.is_dir():
            raise CommandError(f"No existe la carpeta de «{out}».")
        for command in ("migrate", "load_reference_data", "create_demo_pki", "load_demo"):
            call_command(command, verbosity=0)
        radicado = file_request(new_laboratory())
        self.stdout.write(f"Radicado {radicado.number}")
        with worker():
            wait_for_letter(radicado)
        verdict = verify_code(radicado.verification_code)
        if verdict is None or verdict.finding is not Finding.AUTHENTIC:
            finding = verdict.finding.value if verdict else "no hay un radicado con su código"
            raise CommandError(f"La carta no se pudo verificar: {finding}.")
        out.write_bytes(SignedLetter.objects.get(pk=radicado.pk).pdf)
        self.stdout.write(
            f"Carta firmada y verificada: {out}\n"
            f"Verificación pública: {settings.PORTAL_BASE_URL}/v/{radicado.verification_code}"
        )


def new_laboratory() -> User:
    """A laboratory that has not filed yet: each may do so only once."""
    base = str(randrange(901_000_000, 999_999_999))
    return load_laboratory(f"laboratorio-{base}", f"Laboratorio Ficticio {base} S. A. S.", base)


def file_request(user: User) -> Radicado:
    """Everything that a browser posts, in its order, through the same views."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    url, rows = reverse("requests_oec:request"), demo_rows()["request"]
    for sector in LegalBasis.objects.latest("valid_from").sectors.filter(numeral__in=(7, 29)):
        client.post(url, {"action": "add_sector", "sector": sector.pk, **rows["answers"]})
    for person in rows["staff"]:
        client.post(reverse("requests_oec:new_staff_member"), person)
    for item in rows["items"]:
        client.post(reverse("requests_oec:new_equipment_item"), item)
    response = client.post(url, {"action": "file", **rows["answers"]})
    radicado = Radicado.objects.filter(filed_by=user).first()
    if radicado is None:
        raise CommandError(f"La solicitud no se pudo radicar (respuesta {response.status_code}).")
    return radicado


@contextmanager
def worker():
    """A Celery worker for as long as it is needed, unless one answers already."""
    if app.control.ping(timeout=1):
        yield
        return
    command = [sys.executable, "-m", "celery", "-A", "inm_portal", "worker", "--pool=solo"]
    with (settings.VAR_DIR / "demo_letter.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def wait_for_letter(radicado: Radicado) -> None:
    """Until the letter is issued; raises CommandError when it is not within a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not radicado.issued_at:
        if time.monotonic() > deadline:
            error = radicado.issuance.last_error or "el trabajador no respondió"
            raise CommandError(f"La carta del radicado {radicado.number} no salió: {error}.")
        time.sleep(0.1)
        radicado.refresh_from_db()
