"""What the letters have to say by law, and that what they say is what the rows hold."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from expedientes.models import Paso
from ground.mails.models import Mail
from inm_portal.settings import FICTITIOUS
from legal_calendar.legal_time import LEGAL_TIME, long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts.answer import answer
from pqrsd.acts.completion import request_completion
from pqrsd.acts.endings import RejectionGround, reject
from pqrsd.acts.transfer import Receiver, transfer
from pqrsd.deadlines import Facts, Ground, Stop, Term, reckon
from pqrsd.kinds import Applicant, FilingChannel, Kind, PriorityGround, Step
from pqrsd.letters.parts import day_count_in_words, deferral_in_words
from pqrsd.models import Pqrsd
from radicados import letter_mails
from radicados.letters import DayScale, from_snapshot
from radicados.models import Radicado
from radicados.rendering import render
from tests.factories import SignatoryFactory
from tests.outbox import composed
from tests.pqrsd.petitions import PETITIONER, petition
from tests.pqrsd.terms import CPACA
from tests.staff import staff_user

pytestmark = pytest.mark.django_db(transaction=True)

AGENT = PETITIONER | {
    "address": "Carrera de Prueba 5 # 6-7",
    "mobile": "3000000000",
    "represented_name": "Pesas Ficticias S. A. S.",
    "represented_document": "NIT 900.000.001-1",
}
ELSEWHERE = Receiver("Comisión Ficticia", "contacto@crf.example", "")


@pytest.fixture
def officer(reference_data):
    SignatoryFactory()
    return staff_user("Oficial PQRSD")


def letter_of(radicado: Radicado):
    return from_snapshot(Radicado.objects.get(pk=radicado.pk).snapshot)


def prose(radicado: Radicado) -> str:
    """The running text, which no public page shows."""
    return "\n".join(block.text for block in letter_of(radicado).blocks if hasattr(block, "text"))


def facts(pqrsd: Pqrsd, officer) -> dict:
    return {"pk": pqrsd.pk, "version": Pqrsd.objects.get(pk=pqrsd.pk).version, "by": officer}


# --- On paper -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "reached", [{}, {"address": "Carrera de Prueba 5 # 6-7", "mobile": "3000000000", "municipality_id": "11001"}]
)
def test_acknowledgement_of_a_usual_petition_is_one_page(reference_data, officer, settings, reached):
    """Of some four hundred characters in the petitioner's words, and with all that an entity says of itself."""
    settings.ENTITY = settings.ENTITY | FICTITIOUS
    words = "Quiero saber cuándo se entrega el certificado de la balanza que dejé en el laboratorio de masa. " * 4
    radicado = Radicado.objects.get(pk=petition(request=words.strip(), petitioner=PETITIONER | reached).radicado.pk)
    facts_of_filing = {name: getattr(radicado, name) for name in ("number", "filed_at", "verification_code")}
    pdf = render(from_snapshot(radicado.snapshot), **facts_of_filing, is_demo=True)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1


# --- How the term is told -------------------------------------------------------------------------------
def test_acknowledgement_draws_the_days_that_its_term_counts(reference_data, officer):
    pqrsd = petition()
    (scale,) = (block for block in letter_of(pqrsd.radicado).blocks if isinstance(block, DayScale))
    counted = [number for number in scale.days if number]
    assert counted == list(range(1, pqrsd.termino.days + 1))
    assert len(scale.days) == (pqrsd.due_on - pqrsd.effective_on).days
    assert scale.sentence == f"El término vence el {long_date(pqrsd.due_on)}: día {counted[-1]} de {counted[-1]}."
    assert long_date(pqrsd.due_on).startswith(f"{scale.last} de ")


def test_stop_and_extension_are_told_once_each(reference_data):
    """CPACA, arts. 14, par., and 17."""
    term = Term(Kind.PRIVATE_INTEREST, 15, 15, "norma", date(2015, 6, 30), **CPACA)
    stop = Stop(date(2026, 3, 4), date(2026, 4, 6))
    deadline = reckon(term, Facts(date(2026, 3, 2), (stop,), extension_days=5), current_calendar())
    told = day_count_in_words(deadline, date(2026, 3, 2))
    assert told.startswith("15 días hábiles (norma) y 5 de prórroga, contados")
    assert told.count("reloj detenido") == 1
    assert "del 4 de marzo de 2026 al 6 de abril de 2026 (reloj detenido" in told


@pytest.mark.parametrize(
    ("received_at", "effective_on", "is_told"),
    [
        (datetime(2026, 11, 20, 23, 59, tzinfo=LEGAL_TIME), date(2026, 11, 20), False),
        (datetime(2026, 11, 21, 0, 0, tzinfo=LEGAL_TIME), date(2026, 11, 23), True),
        (datetime(2026, 12, 31, 17, 1, tzinfo=LEGAL_TIME), date(2027, 1, 4), True),
    ],
)
def test_later_effective_day_is_explained(received_at, effective_on, is_told):
    """CPACA, art. 54."""
    assert bool(deferral_in_words(received_at, effective_on)) is is_told


# --- The constancia (Decreto 1166 de 2016) --------------------------------------------------------------
def test_constancia_of_a_verbal_petition_has_what_the_decree_asks(officer):
    pqrsd = petition(
        petitioner=AGENT,
        applicant=Applicant.AGENT,
        channel=FilingChannel.PHONE,
        received_by=officer,
        grounds="Lo necesito para la auditoría.",
        spot_answer="Le dijimos que pase mañana.",
    )
    said = prose(pqrsd.radicado)
    for each in (
        "de manera verbal",
        "En representación de Pesas Ficticias S. A. S., NIT 900.000.001-1",
        "pedro@prueba.example; Carrera de Prueba 5 # 6-7",
        "Lo necesito para la auditoría.",
        "Lo que se le respondió en el acto:\nLe dijimos que pase mañana.",
    ):
        assert each in said
    rows = dict(letter_of(pqrsd.radicado).blocks[1].rows)
    assert (rows["Presentada"], rows["La recibió"]) == ("Verbal, por teléfono", str(officer))


def test_reason_of_a_priority_is_on_no_public_page(officer, client):
    """Ley 1581 de 2012, arts. 5 and 6: a sensitive datum."""
    pqrsd = petition(priority_ground=PriorityGround.VICTIM, priority_reason="Tengo el registro.")
    assert "Víctima del conflicto armado" in prose(pqrsd.radicado)
    page = client.get(f"/v/{pqrsd.radicado.verification_code}", follow=True).content.decode()
    assert pqrsd.radicado.number in page
    assert "Víctima" not in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.CLAIM, "petición (reclamo)"),
        (Kind.DATA_CLAIM, "petición (reclamo sobre datos personales)"),
        (Kind.OMBUDSMAN, "petición de la Defensoría del Pueblo"),
        (Kind.COMPLAINT, "queja"),
    ],
)
def test_kind_reads_well_within_a_sentence(officer, kind, said):
    pqrsd = petition(kind)
    assert f"recibió su {said} el " in prose(pqrsd.radicado)
    event = answer(**facts(pqrsd, officer), text="Sí.")
    assert f"Damos respuesta a su {said} recibida el" in prose(event.radicado)


# --- Transfers, repeated petitions ----------------------------------------------------------------------
def test_whole_petition_is_transferred_with_what_completed_it(officer):
    """CPACA, art. 21."""
    pqrsd = petition(petitioner=AGENT, applicant=Applicant.AGENT)
    Paso.of(Step.COMPLETED, expediente=pqrsd, text="La placa es la 123.").save()
    said = prose(transfer(**facts(pqrsd, officer), to=ELSEWHERE, text="Es de ustedes.").radicado)
    assert "En representación de Pesas Ficticias S. A. S., NIT 900.000.001-1." in said
    assert "La placa es la 123." in said


def test_repeated_petition_is_referred_and_not_called_rejected(officer):
    """CPACA, art. 19."""
    earlier = answer(**facts(petition(), officer), text="Ya está listo.").radicado
    event = reject(
        **facts(petition(), officer),
        ground=RejectionGround.REPEATED,
        text="Es igual.",
        earlier=earlier.number,
    )
    assert event.radicado.document_kind == "Remisión a una respuesta anterior"


# --- With the clock stopped ----------------------------------------------------------------------------
def test_answer_while_the_clock_is_stopped_is_in_term(officer, monkeypatch):
    """CPACA, art. 17: the term does not run, so that the figures do not count it as late."""
    pqrsd = petition()
    request_completion(**facts(pqrsd, officer), ground=Ground.INCOMPLETE, text="Falta la placa.")
    later = pqrsd.initial_due_on + timedelta(days=4)
    monkeypatch.setattr(timezone, "localdate", lambda value=None: later)
    answer(**facts(pqrsd, officer), text="Con lo que hay.")
    assert Pqrsd.objects.get(pk=pqrsd.pk).due_on == later


# --- The mails that go with them ------------------------------------------------------------------------
def mail_of(event: Paso, monkeypatch) -> str:
    monkeypatch.setattr(letter_mails, "sealed_pdf", lambda letter: b"")
    return composed(Mail.objects.get(awaits=letter_mails.letter_key(event.radicado))).body


@pytest.mark.parametrize(
    ("ground", "said", "unsaid"),
    [
        (Ground.INCOMPLETE, "se entenderá que desistió", "artículo 19"),
        (Ground.UNCLEAR, "artículo 19", "desistió"),
    ],
)
def test_mail_says_what_follows_from_silence_by_its_own_article(officer, monkeypatch, ground, said, unsaid):
    """CPACA, arts. 17 and 19: only what is incomplete is taken as withdrawn."""
    event = request_completion(**facts(petition(), officer), ground=ground, text="Falta la placa.")
    body = mail_of(event, monkeypatch)
    assert said in body
    assert unsaid not in body


def test_mail_of_a_refusal_of_access_says_that_one_may_insist(officer, monkeypatch):
    """CPACA, arts. 25 and 26."""
    event = answer(**facts(petition(Kind.INFORMATION), officer), text="No.", refusal_reason="Ley 1712, art. 18.")
    assert "puede insistir" in mail_of(event, monkeypatch)
