"""Accounts, a signatory and news to try the portal with. Every name is plainly fictitious."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Company, LegalRepresentative, Municipality, Profile, User
from communications.models import NewsItem
from inm_portal.management.commands.load_reference_data import OFFICER_GROUP
from radicados.models import Signatory

PASSWORD = "metrologia-demo-2020"
ACCOUNTS = [
    ("laboratorio", PASSWORD, "Laboratorio acreditado (persona jurídica)"),
    ("persona", PASSWORD, "Persona natural"),
    ("oficial", PASSWORD, "Oficial de radicación del INM (administración)"),
    ("admin", PASSWORD, "Administrador del INM (administración)"),
]


class Command(BaseCommand):
    help = "Carga los datos de demostración (se puede repetir; se niega fuera del modo de demostración)."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Los datos de demostración no se cargan en producción.")
        if User.objects.filter(username="laboratorio").exists():
            return
        load_laboratory("laboratorio", "Laboratorio Ficticio de Calibración Ñandú S. A. S.", "9001234568")
        self.load_person()
        self.load_staff()
        self.load_signatory()
        self.load_news()

    def load_person(self) -> None:
        user = create_user("persona", "Ana María", "Ficticia Gómez")
        Profile.objects.create(
            user=user,
            person_type=Profile.PersonType.NATURAL,
            document_type="CC",
            document_number="1000000002",
            phone="3000000002",
            address="Calle de Demostración 2",
            municipality=Municipality.objects.get(code="05001"),
        )

    def load_staff(self) -> None:
        officer = create_user("oficial", "Olga", "Oficial de Demostración", is_staff=True)
        officer.groups.add(Group.objects.get(name=OFFICER_GROUP))
        create_user("admin", "Alma", "Administradora de Demostración", is_staff=True, is_superuser=True)

    def load_signatory(self) -> None:
        Signatory.objects.create(
            name="PERSONA FICTICIA DE DEMOSTRACIÓN",
            position="Director General",
            appointed_by="Demostración: sin acto de nombramiento",
            valid_from=date(2020, 1, 1),
        )

    def load_news(self) -> None:
        now = timezone.now()
        for days, (title, summary, body) in enumerate(NEWS):
            NewsItem.objects.create(
                title=title,
                slug=slugify(title),
                summary=summary,
                body=body,
                published_at=now - timedelta(days=days),
            )


NEWS = [
    (
        "Comunicaciones OEC en línea",
        "Los laboratorios acreditados pueden solicitar aquí la comunicación del Decreto 636 de 2020.",
        "La solicitud se radica al instante y la carta llega firmada digitalmente, con un código QR que "
        "cualquier autoridad puede comprobar con un teléfono.",
    ),
    (
        "Compruebe la autenticidad de una carta",
        "Lea el código QR o escriba el número de radicado y el código de verificación.",
        "Cada carta que expide este portal lleva un código de verificación. La página que se abre muestra "
        "su contenido, su estado y el archivo firmado para que lo compare.",
    ),
]


def create_user(username: str, first_name: str, last_name: str, **flags) -> User:
    return User.objects.create_user(
        username,
        email=f"{username}@demo.example",
        password=PASSWORD,
        first_name=first_name,
        last_name=last_name,
        email_verified_at=timezone.now(),
        **flags,
    )


def load_laboratory(username: str, legal_name: str, nit: str) -> User:
    """A fictitious laboratory with its legal representative and one user."""
    municipality = Municipality.objects.get(code="11001")
    company = Company.objects.create(
        legal_name=legal_name,
        nit=nit,
        address="Avenida de Demostración 1 # 2-3",
        municipality=municipality,
        phone="6010000001",
        email=f"{username}@demo.example",
    )
    LegalRepresentative.objects.create(
        company=company,
        document_type="CC",
        document_number="1000000003",
        first_name="Ramón",
        last_name="Representante Ficticio",
    )
    user = create_user(username, "Lucía", "Laboratorio de Demostración")
    Profile.objects.create(
        user=user,
        person_type=Profile.PersonType.LEGAL,
        company=company,
        document_type="CC",
        document_number="1000000001",
        phone="3000000001",
        municipality=municipality,
    )
    return user
