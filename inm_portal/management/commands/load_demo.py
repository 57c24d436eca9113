"""Accounts, a signatory, news and petitions to try the portal with. Every name is plainly fictitious."""

from base64 import b32decode
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from reportlab.pdfgen.canvas import Canvas

from accounts import consents, second_factor
from accounts.models import (
    Characterisation,
    Company,
    ConsentKind,
    LegalRepresentative,
    Municipality,
    Profile,
    User,
)
from communications.models import NewsItem, NewsPicture
from communications.pictures import drawn
from expedientes.acts.assignment import assign
from ground.documents.receiving import receive
from inm_portal import staff_groups
from inm_portal.management.commands.load_reference_data import read_fixture
from inm_portal.search.index import refresh
from pqrsd.filing import Submission, file_petition
from radicados.models import Signatory
from services.acts.answers import accept, in_force
from services.acts.completion import request_completion
from services.acts.quoting import quote
from services.acts.review import check, give_opinion
from services.filing import AskedItem, file_request, filed_already
from services.filing import Submission as ServiceSubmission
from services.kinds import Service
from services.models import (
    CourseEdition,
    CourseSession,
    Laboratory,
    Lot,
    Measurand,
    Round,
    RoundItem,
    ServiceRequest,
)
from services.opinions import Verdict
from services.price import AskedLine
from tariffs.customers import known_customer

PASSWORD = "metrologia-demo-2020"
# The second factor of every demonstration account of the staff: public, and good for nothing else.
AUTHENTICATOR_KEY = b32decode("DEMO" * 8).hex()
RECOVERY_CODES = [f"demo-{number:04}" for number in range(1, second_factor.RECOVERY_CODES + 1)]

STAFF = [
    ("oficial", "Olga", staff_groups.OFFICER),
    ("pqrsd", "Pilar", staff_groups.PETITIONS_OFFICER),
    ("coordinacion", "Consuelo", staff_groups.PETITIONS_HEAD),
    ("control", "Carlos", staff_groups.INTERNAL_CONTROL),
    ("tarifas", "Tomás", staff_groups.TARIFFS),
    ("comunicaciones", "Camila", staff_groups.COMMUNICATIONS),
    ("servicios", "Sara", staff_groups.SERVICES_OFFICER),
    ("masa", "Mateo", staff_groups.LABORATORY),
    ("tesoreria", "Teresa", staff_groups.TREASURY),
    ("auditor", "Aura", staff_groups.AUDITOR),
]
ACCOUNTS = [
    ("laboratorio", PASSWORD, "Laboratorio acreditado (persona jurídica)"),
    ("persona", PASSWORD, "Persona natural"),
    *((username, PASSWORD, f"{group} (administración)") for username, _, group in STAFF),
    ("admin", PASSWORD, "Administrador del INM (administración)"),
]


@cache
def demo_rows() -> dict:
    """What `fixtures/demo.json` says of each, under the names of the models' fields."""
    return read_fixture("demo")


class Command(BaseCommand):
    help = "Carga los datos de demostración (se puede repetir; se niega fuera del modo de demostración)."

    def handle(self, *args, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Los datos de demostración no se cargan en producción.")
        self.load_everybody()
        users = {user.username: user for user in User.objects.all()}
        # Those that are not there yet, each in its own transaction.
        for place, row in enumerate(demo_rows()["petitions"]):
            file_petition(
                Submission(
                    submission_id=UUID(int=place),
                    petition=row["petition"],
                    petitioner=row["petitioner"],
                    user=users.get(row.get("user")),
                    received_by=users.get(row.get("received_by")),
                )
            )
        for lot in demo_rows()["lots"]:
            load_lot(**lot)
        for place, row in enumerate(demo_rows()["service_requests"]):
            if filed_already(UUID(int=place)) is None:
                request_service(UUID(int=place), row, users)
        refresh()

    @transaction.atomic
    def load_everybody(self) -> None:
        # The staff with their second factors, also in a demonstration that is older than those.
        for username, first_name, group in STAFF:
            staff_member(username, first_name).groups.add(Group.objects.get(name=group))
        staff_member("admin", "Alma", is_superuser=True)
        for laboratory in Laboratory.objects.filter(name__in=("Masa", "Química y biomedicina")):
            laboratory.members.add(User.objects.get(username="masa"))
        if User.objects.filter(username="laboratorio").exists():
            return
        load_laboratory("laboratorio", "Laboratorio Ficticio de Calibración Ñandú S. A. S.", "900123456")
        load_citizen(
            create_user("persona", "Ana María", "Ficticia Gómez"),
            person_type=Profile.PersonType.NATURAL,
            document_number="1000000002",
            phone="3000000002",
            address="Calle de Demostración 2",
            municipality=Municipality.objects.get(code="05001"),
        )
        self.load_signatory()
        for course in demo_rows()["courses"]:
            load_course(**course)
        for each in demo_rows()["rounds"]:
            load_round(**each)
        now = timezone.now()
        for days, item in enumerate(demo_rows()["news"]):
            published_at = now - timedelta(days=days)
            story = NewsItem.objects.create(**item, published_at=published_at)
            if not days:
                illustrate(story)

    def load_signatory(self) -> None:
        Signatory.objects.create(
            name="PERSONA FICTICIA DE DEMOSTRACIÓN",
            position="Director General",
            appointed_by="Demostración: sin acto de nombramiento",
            valid_from=date(2020, 1, 1),
        )


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


def load_citizen(user: User, **facts) -> None:
    """The user's profile, characterised, with the consents that registration asks everybody for."""
    shown = consents.wordings_in_force()
    for kind in (ConsentKind.TERMS, ConsentKind.PERSONAL_DATA, ConsentKind.ELECTRONIC_NOTICE):
        consents.give(user=user, wording=shown[kind], request=HttpRequest())
    profile = Profile.objects.create(user=user, document_type="CC", **facts)
    Characterisation.objects.create(profile=profile, **demo_rows()["characterisation"])


def load_laboratory(username: str, legal_name: str, nit: str) -> User:
    """A fictitious laboratory with its legal representative and one user."""
    municipality = Municipality.objects.get(code="11001")
    company = Company.objects.create(
        legal_name=legal_name,
        nit=nit,
        email=f"{username}@demo.example",
        municipality=municipality,
        confirmed_at=timezone.now(),
        **demo_rows()["company"],
    )
    LegalRepresentative.objects.create(company=company, **demo_rows()["legal_representative"])
    user = create_user(username, "Lucía", "Laboratorio de Demostración")
    load_citizen(
        user,
        person_type=Profile.PersonType.LEGAL,
        company=company,
        is_company_administrator=True,
        document_number="1000000001",
        phone="3000000001",
        municipality=municipality,
    )
    return user


def load_course(*, in_days: int, **facts) -> None:
    """An edition of two days with open enrolment."""
    today = timezone.localdate()
    first = today + timedelta(days=in_days)
    edition = CourseEdition.objects.create(
        laboratory=Laboratory.objects.get(name="Masa"),
        opens_on=today,
        closes_on=first - timedelta(days=7),
        **facts,
    )
    for day in (first, first + timedelta(days=1)):
        CourseSession.objects.create(edition=edition, day=day, starts=time(8), ends=time(16))


def load_lot(*, number: str, lasts_days: int, **facts) -> None:
    """With a certificate that says that it is none; its file is received outside of any transaction."""
    if Lot.objects.filter(number=number).exists():
        return
    page = BytesIO()
    drawing = Canvas(page, invariant=True)
    drawing.drawString(72, 720, f"DEMOSTRACIÓN, SIN VALIDEZ. Certificado del lote {number}.")
    drawing.save()
    today = timezone.localdate()
    Lot.objects.create(
        number=number,
        laboratory=Laboratory.objects.get(name="Química y biomedicina"),
        made_on=today,
        expires_on=today + timedelta(days=lasts_days),
        certificate=receive(SimpleUploadedFile(f"certificado-{number}.pdf", page.getvalue())),
        **facts,
    )


def load_round(*, in_days: int, measurands: list[tuple[str, str]], travelling: list[str], **facts) -> None:
    """A round with open enrolment, of the laboratory of mass."""
    today = timezone.localdate()
    begins = today + timedelta(days=in_days)
    made = Round.objects.create(
        laboratory=Laboratory.objects.get(name="Masa"),
        opens_on=today,
        closes_on=begins - timedelta(days=7),
        begins_on=begins,
        ends_on=begins + timedelta(days=30),
        results_until=timezone.make_aware(datetime.combine(begins + timedelta(days=40), time(17))),
        **facts,
    )
    for name, unit in measurands:
        Measurand.objects.create(round=made, name=name, unit=unit)
    for name in travelling:
        RoundItem.objects.create(round=made, name=name)


def request_service(submission_id: UUID, row: dict, users: dict[str, User]) -> None:
    """File a request and do with it what its row says, as its customer, its officer and its laboratory would."""
    customer, officer, measurer = users[row["user"]], users["servicios"], users["masa"]
    items = [
        AskedItem(
            item["facts"],
            tuple(AskedLine(code, quantity) for code, quantity in item["lines"]),
            tuple(item.get("participants", ())),
        )
        for item in row["items"]
    ]
    contact = {"contact_name": customer.get_full_name(), "contact_email": customer.email}
    filed = file_request(
        ServiceSubmission(
            submission_id=submission_id,
            service=Service(row["service"]),
            user=customer,
            contact=contact | {"contact_phone": customer.profile.phone},
            customer=known_customer(customer),
            items=tuple(items),
            details=row.get("details", {}),
        )
    )
    for act in row["then"]:
        case = ServiceRequest.objects.with_number().get(pk=filed.pk)
        read = {"pk": case.pk, "version": case.version}
        match act:
            case "assign":
                assign(ServiceRequest, **read, assignee=officer, by=officer)
            case "request_completion":
                request_completion(**read, text="Díganos desde qué día del próximo mes puede recogerlo.", by=officer)
            case "opine":
                verdicts = dict.fromkeys(case.lines.live().values_list("pk", flat=True), Verdict.CAN)
                give_opinion(**read, verdicts=verdicts, lead_days=10, text="Con los patrones de masa.", by=measurer)
            case "check":
                check(**read, by=officer)
            case "quote":
                quote(**read, travel={}, text="", by=officer)
            case "accept":
                visit = HttpRequest()
                visit.user = customer
                accept(pk=case.pk, submission=uuid4(), read=in_force(case).content_sha256, request=visit)


def illustrate(story: NewsItem) -> None:
    """With the portal's own drawing of the news."""
    art = settings.BASE_DIR / "static" / "img" / "share" / "news.png"
    alt, credit = "El nombre del portal sobre una escala graduada", "INM, demostración"
    picture = NewsPicture(news_item=story, alt=alt, credit=credit)
    picture.draw(drawn(SimpleUploadedFile(art.name, art.read_bytes())))
    picture.save()
