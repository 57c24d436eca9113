"""Accounts, a signatory, news and petitions to try the portal with. Every name is plainly fictitious."""

from base64 import b32decode
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from accounts import characterisation as lists
from accounts import consents, second_factor
from accounts.company_size import Size, SizeSector
from accounts.models import Characterisation, Company, LegalRepresentative, Municipality, Profile, User
from accounts.models.consents import ConsentKind
from communications.models import NewsItem
from inm_portal import staff_groups
from inm_portal.demo_petitions import file_demo_petitions
from radicados.models import Signatory

PASSWORD = "metrologia-demo-2020"
# The second factor of every demonstration account of the staff: public, and good for nothing else.
AUTHENTICATOR_KEY = b32decode("DEMO" * 8).hex()
RECOVERY_CODES = [f"demo-{number:04}" for number in range(1, second_factor.RECOVERY_CODES + 1)]

CITIZENS = [
    ("laboratorio", "Laboratorio acreditado (persona jurídica)"),
    ("persona", "Persona natural"),
]
STAFF = [
    ("oficial", "Olga", staff_groups.OFFICER),
    ("pqrsd", "Pilar", staff_groups.PETITIONS_OFFICER),
    ("coordinacion", "Consuelo", staff_groups.PETITIONS_HEAD),
    ("control", "Carlos", staff_groups.INTERNAL_CONTROL),
    ("tarifas", "Tomás", staff_groups.TARIFFS),
    ("comunicaciones", "Camila", staff_groups.COMMUNICATIONS),
    ("auditor", "Aura", staff_groups.AUDITOR),
]
ACCOUNTS = [
    *((username, PASSWORD, whose) for username, whose in CITIZENS),
    *((username, PASSWORD, f"{group} (administración)") for username, _, group in STAFF),
    ("admin", PASSWORD, "Administrador del INM (administración)"),
]


class Command(BaseCommand):
    help = "Carga los datos de demostración (se puede repetir; se niega fuera del modo de demostración)."

    def handle(self, *args, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Los datos de demostración no se cargan en producción.")
        self.load_everybody()
        file_demo_petitions(
            citizen=User.objects.get(username="persona"), officer=User.objects.get(username="pqrsd")
        )

    @transaction.atomic
    def load_everybody(self) -> None:
        self.load_staff()
        if User.objects.filter(username="laboratorio").exists():
            return
        load_laboratory("laboratorio", "Laboratorio Ficticio de Calibración Ñandú S. A. S.", "9001234568")
        self.load_person()
        self.load_signatory()
        self.load_news()

    def load_person(self) -> None:
        user = create_user("persona", "Ana María", "Ficticia Gómez")
        give_consents(user)
        profile = Profile.objects.create(
            user=user,
            person_type=Profile.PersonType.NATURAL,
            document_type="CC",
            document_number="1000000002",
            phone="3000000002",
            address="Calle de Demostración 2",
            municipality=Municipality.objects.get(code="05001"),
        )
        characterise(profile)

    def load_staff(self) -> None:
        """With their second factors, also in a demonstration that is older than those."""
        for username, first_name, group in STAFF:
            staff_member(username, first_name).groups.add(Group.objects.get(name=group))
        staff_member("admin", "Alma", is_superuser=True)

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
    return User.objects.create(
        username=username,
        email=f"{username}@demo.example",
        password=_hashed_password(),
        first_name=first_name,
        last_name=last_name,
        email_verified_at=timezone.now(),
        **flags,
    )


@cache
def _hashed_password() -> str:
    """The same for all of them: a hash takes long on purpose, and this one keeps nothing secret."""
    return make_password(PASSWORD)


def staff_member(username: str, first_name: str, **flags) -> User:
    user = User.objects.filter(username=username).first()
    user = user or create_user(username, first_name, "de Demostración", is_staff=True, **flags)
    if second_factor.device_of(user) is None:
        second_factor.create_device(user, key=AUTHENTICATOR_KEY)
        second_factor.replace_recovery_codes(user, RECOVERY_CODES)
    return user


def give_consents(user: User) -> None:
    """Those that registration asks everybody for."""
    shown = consents.wordings_in_force()
    for kind in (ConsentKind.TERMS, ConsentKind.PERSONAL_DATA, ConsentKind.ELECTRONIC_NOTICE):
        consents.give(user=user, wording=shown[kind], request=HttpRequest())


def characterise(profile: Profile) -> None:
    Characterisation.objects.create(
        profile=profile,
        age_range=lists.AgeRange.ADULTHOOD,
        schooling=lists.Schooling.PROFESSIONAL,
        zone=lists.Zone.URBAN,
        preferred_channel=lists.Channel.EMAIL,
        how_known=lists.HowKnown.WEBSITE,
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
        entity_kind=lists.EntityKind.PRIVATE,
        ciiu_division="71",
        size_sector=SizeSector.SERVICES,
        income=Decimal(1_000_000_000),
        income_year=2020,
        size=Size.MICRO,
        size_uvt_year=2020,
    )
    LegalRepresentative.objects.create(
        company=company,
        document_type="CC",
        document_number="1000000003",
        first_name="Ramón",
        last_name="Representante Ficticio",
    )
    user = create_user(username, "Lucía", "Laboratorio de Demostración")
    give_consents(user)
    profile = Profile.objects.create(
        user=user,
        person_type=Profile.PersonType.LEGAL,
        company=company,
        is_company_administrator=True,
        document_type="CC",
        document_number="1000000001",
        phone="3000000001",
        municipality=municipality,
    )
    characterise(profile)
    return user
