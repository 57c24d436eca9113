"""Cases as their petitioners find them, and the steps that they take on the pages."""

from datetime import date, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from expedientes.acts.letters import write_letter
from expedientes.acts.steps import add_step, close, locked
from expedientes.following import begin_session, session_of
from expedientes.models import Anexo, CaseSession, Paso
from expedientes.models.step import StepKind
from expedientes.views.follower import COOKIE
from legal_calendar.stored import current_calendar
from pqrsd import clock
from pqrsd.completing import completion_due_on
from pqrsd.kinds import Outcome, Step
from pqrsd.models import CompletionRequest, Pqrsd
from radicados.filing import radicar
from radicados.issuance import seal
from radicados.models import LetterIssuance, Radicado
from radicados.qr import grouped
from tests.factories import simple_letter
from tests.ground.documents.files import pdf
from tests.pqrsd.petitions import document
from tests.triggers import without_triggers

LOOKUP = "/pqrsd/consulta/"
ASKED = "Adjunte el certificado anterior de la balanza."
ANSWER = "El certificado se entrega el próximo lunes."
WORDS = "Aquí está lo que me pidieron, con todo detalle."


def path_of(pqrsd: Pqrsd, act: str = "") -> str:
    """The page of the case, or of an act on it."""
    return pqrsd.get_absolute_url() + act


def enter(client: Client, pqrsd: Pqrsd, act: str = "", **session) -> str:
    """The same, for a browser that came with number and code, or as the facts of its session say.

    Django's heeds no path of a cookie: it has one case open at a time.
    """
    has = client.cookies.get(COOKIE)
    if session or not (has and session_of(has.value, pqrsd.radicado.number)):
        _, client.cookies[COOKIE] = begin_session(pqrsd, **session)
    return path_of(pqrsd, act)


def end_sessions() -> None:
    """As they are once their time is over."""
    CaseSession.objects.update(ends_at=timezone.now())


def code_of(pqrsd: Pqrsd) -> str:
    """As its page shows it."""
    return grouped(pqrsd.radicado.verification_code)


def is_open(client: Client, pqrsd: Pqrsd) -> bool:
    """Whether the browser is shown the page of the case."""
    return client.get(path_of(pqrsd)).status_code == 200


def keys(pqrsd: Pqrsd) -> dict[str, str]:
    """What its petitioner types."""
    return {"number": pqrsd.radicado.number, "code": grouped(pqrsd.radicado.verification_code).lower()}


def send(client: Client, pqrsd: Pqrsd, act: str, **fields) -> HttpResponse:
    """Press the button of an act's page, having come with number and code."""
    return client.post(enter(client, pqrsd, act), page_fields() | fields)


def page_fields() -> dict[str, str]:
    """The hidden fields of a page that was just opened."""
    return {"submission": str(uuid4()), "draft": str(uuid4()), "action": "send"}


def text_of(response: HttpResponse) -> str:
    """The page, its spaces and line ends made one."""
    return " ".join(response.content.decode().split())


def fresh(pqrsd: Pqrsd) -> Pqrsd:
    """As it is stored by now."""
    return Pqrsd.objects.with_number().get(pk=pqrsd.pk)


def steps(pqrsd: Pqrsd, kind: StepKind) -> int:
    return pqrsd.steps.filter(kind=kind).count()


def upload(content: bytes = b"") -> SimpleUploadedFile:
    """A file as a browser sends it: a good PDF, unless told otherwise."""
    return SimpleUploadedFile("certificado.pdf", content or pdf())


def add_file(pqrsd: Pqrsd, *, kind: str = Step.REPLIED, name: str = "prueba.pdf", **facts) -> Anexo:
    """A file of the case, with a step of its own."""
    step = add_step(locked(Pqrsd, pqrsd.pk), kind, documents=[document(name, **facts)])
    return step.anexos.get()


# --- What the entity did -----------------------------------------------------------------------------------
@transaction.atomic
def ask_to_complete(
    pqrsd: Pqrsd, *, ground: str = CompletionRequest.Ground.INCOMPLETE, on: date | None = None
) -> Pqrsd:
    """The clock stops: the petitioner was asked for something, today or on another day."""
    on = on or timezone.localdate()
    pqrsd = locked(Pqrsd, pqrsd.pk)
    pqrsd.due_on, pqrsd.waiting_until = (
        None,
        completion_due_on(pqrsd.termino.term, on, current_calendar(), ground=ground),
    )
    event = _written(pqrsd, Step.COMPLETION_REQUESTED, ASKED)
    CompletionRequest.objects.create(
        pqrsd=pqrsd, ground=ground, requested_on=on, due_on=pqrsd.waiting_until, step=event
    )
    radicar(radicado=event.radicado, acknowledge_to="")
    return pqrsd


@transaction.atomic
def answer(pqrsd: Pqrsd, *, documents=(), outcome: Outcome = Outcome.ANSWERED) -> Pqrsd:
    """The case ends with a letter of the entity."""
    pqrsd = locked(Pqrsd, pqrsd.pk)
    close(pqrsd, outcome)
    kind = Step.ANSWERED if outcome == Outcome.ANSWERED else Step.ARCHIVED
    event = _written(pqrsd, kind, ANSWER, documents)
    radicar(radicado=event.radicado, acknowledge_to="")
    return Pqrsd.objects.with_number().get(pk=pqrsd.pk)


@transaction.atomic
def extend(pqrsd: Pqrsd, days: int = 10) -> Pqrsd:
    pqrsd = locked(Pqrsd, pqrsd.pk)
    pqrsd.extension_days, pqrsd.extended_at = days, timezone.now()
    clock.set_due(pqrsd, clock.deadline_of(pqrsd, current_calendar()))
    add_step(pqrsd, Step.EXTENDED, text="Falta un ensayo.")
    return pqrsd


def overdue(pqrsd: Pqrsd) -> Pqrsd:
    """As it will be three business days after its term is over."""
    calendar, day = current_calendar(), timezone.localdate()
    while calendar.days_between(day, timezone.localdate()) < pqrsd.termino.days + 3:
        day -= timedelta(days=1)
    pqrsd.effective_on = day
    clock.set_due(pqrsd, clock.deadline_of(pqrsd, calendar))
    with without_triggers():
        pqrsd.save()
    return pqrsd


def signed(radicado: Radicado) -> Radicado:
    """With its letter, which no worker needed to sign."""
    seal(LetterIssuance.objects.get(radicado=radicado), b"%PDF-ficticio", "Firmante de prueba")
    return Radicado.objects.get(pk=radicado.pk)


def _written(pqrsd: Pqrsd, kind: StepKind, text: str, documents=()) -> Paso:
    letter = simple_letter("Carta de prueba")
    return write_letter(pqrsd, kind, letter, document_kind="Carta", by=None, text=text, documents=documents)
