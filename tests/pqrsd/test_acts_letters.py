"""The acts of the officer that write a letter: when the law allows each, and what each leaves behind."""

from contextlib import nullcontext
from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from legal_calendar.stored import current_calendar
from pqrsd.acts.answering import answer
from pqrsd.acts.closing import ArchiveGround, RejectionGround, archive, lapse, reject
from pqrsd.acts.delivering import Delivery, record_delivery
from pqrsd.acts.extending import extend
from pqrsd.acts.requesting import request_completion
from pqrsd.acts.steps import ActRefusedError, StaleError
from pqrsd.acts.transferring import transfer
from pqrsd.clock import restart
from pqrsd.deadlines import Ground
from pqrsd.kinds import AnswerChannel, Kind, Outcome
from pqrsd.letters.outgoing import must_be_posted
from pqrsd.letters.transfer import Receiver
from pqrsd.models import CaseEvent, CaseNotice, DraftAnexo, FileDraft, Pqrsd
from pqrsd.notices.recipients import petitioner_address
from radicados.filing import annul
from radicados.letterhead import NoSignatoryError
from radicados.letters import from_snapshot
from radicados.models import Radicado, Signatory
from tests.factories import SignatoryFactory, UserFactory
from tests.pqrsd.petitions import PETITIONER, document, petition
from tests.staff import staff_user

pytestmark = pytest.mark.django_db(transaction=True)

COMMISSION = Receiver("Comisión de Regulación Ficticia", "contacto@crf.example", "Calle de Prueba 1 # 2-3")
MONDAY = date(2026, 11, 23)


@pytest.fixture
def officer(reference_data):
    SignatoryFactory()
    return staff_user("Oficial PQRSD")


@pytest.fixture
def control(officer):
    return staff_user("Control interno disciplinario")


@pytest.fixture
def on(monkeypatch):
    """`on(day)`: it is that day from now on."""

    def move(day: date) -> None:
        monkeypatch.setattr(
            timezone, "localdate", lambda value=None: value.astimezone().date() if value else day
        )

    return move


def received(kind: Kind = Kind.PRIVATE_INTEREST, *, effective_on: date = MONDAY, **facts) -> Pqrsd:
    """A petition that counts from that day."""
    pqrsd = petition(kind, **facts)
    pqrsd.effective_on = effective_on
    restart(pqrsd, calendar=current_calendar(), calendar_version="")
    pqrsd.save()
    return again(pqrsd)


def again(pqrsd: Pqrsd) -> Pqrsd:
    return Pqrsd.objects.with_number().get(pk=pqrsd.pk)


def business_day(number: int) -> date:
    return current_calendar().after(MONDAY, number)


def facts(pqrsd: Pqrsd, officer) -> dict:
    return {"pk": pqrsd.pk, "version": pqrsd.version, "by": officer}


def ask(pqrsd, officer, ground=Ground.INCOMPLETE):
    return request_completion(**facts(pqrsd, officer), ground=ground, text="Envíe la placa del equipo.")


def words(radicado: Radicado) -> str:
    """Everything that the letter says."""
    letter = from_snapshot(Radicado.objects.get(pk=radicado.pk).snapshot)
    blocks = (getattr(block, "text", "") or repr(getattr(block, "rows", "")) for block in letter.blocks)
    return "\n".join((*letter.addressee, letter.subject, letter.salutation, *blocks))


def refused_or_not(refused: bool):
    return pytest.raises(ActRefusedError) if refused else nullcontext()


# --- Completing (CPACA, arts. 17 and 19) -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "ground", "day", "refused"),
    [
        (Kind.PRIVATE_INTEREST, Ground.INCOMPLETE, 0, False),
        (Kind.PRIVATE_INTEREST, Ground.INCOMPLETE, 10, False),  # art. 17: within the ten days
        (Kind.PRIVATE_INTEREST, Ground.INCOMPLETE, 11, True),
        (Kind.PRIVATE_INTEREST, Ground.UNCLEAR, 11, False),  # art. 19 names no limit for the entity…
        (Kind.PRIVATE_INTEREST, Ground.UNCLEAR, 15, False),  # …save the term itself
        (Kind.PRIVATE_INTEREST, Ground.UNCLEAR, 16, True),
        (Kind.CONGRESS, Ground.INCOMPLETE, 6, True),  # a term of five days ran out
    ],
)
def test_petitioner_is_asked_to_complete_within_the_law(officer, on, kind, ground, day, refused):
    pqrsd = received(kind)
    on(business_day(day))
    with refused_or_not(refused):
        ask(pqrsd, officer, ground)
    assert again(pqrsd).is_waiting is not refused


@pytest.mark.parametrize(
    ("ground", "due_on", "said"),
    [
        (Ground.INCOMPLETE, date(2026, 12, 24), "artículo 17"),  # one month
        (Ground.UNCLEAR, date(2026, 12, 9), "artículo 19"),  # ten business days; the 8th of December is not
    ],
)
def test_asking_stops_the_clock_and_says_until_when(officer, on, ground, due_on, said):
    pqrsd = received()
    on(date(2026, 11, 24))
    event = ask(pqrsd, officer, ground)
    pqrsd = again(pqrsd)
    asked = pqrsd.completion_requests.get()
    assert (pqrsd.due_on, pqrsd.waiting_until, asked.due_on, asked.event) == (None, due_on, due_on, event)
    assert (event.kind, event.data) == (
        CaseEvent.Kind.COMPLETION_REQUESTED,
        {"ground": ground, "due_on": due_on.isoformat()},
    )
    text = words(event.radicado)
    assert said in text
    assert f"{due_on.day} de diciembre de 2026" in text
    assert "Envíe la placa del equipo." in text


def test_what_waits_already_is_not_asked_again(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    with pytest.raises(ActRefusedError, match="Ya se le pidió"):
        ask(again(pqrsd), officer)


# --- Extending (CPACA, art. 14, par.; Ley 1581 de 2012, arts. 14 and 15) -----------------------------------
@pytest.mark.parametrize(
    ("kind", "days", "day", "refused"),
    [
        (Kind.PRIVATE_INTEREST, 15, 0, False),
        (Kind.PRIVATE_INTEREST, 15, 15, False),  # the last day is before expiry
        (Kind.PRIVATE_INTEREST, 1, 16, True),
        (Kind.PRIVATE_INTEREST, 16, 0, True),  # the whole, at most double
        (Kind.DATA_QUERY, 5, 0, False),
        (Kind.DATA_QUERY, 6, 0, True),
        (Kind.DATA_CLAIM, 8, 0, False),
    ],
)
def test_term_is_extended_within_the_law(officer, on, kind, days, day, refused):
    pqrsd = received(kind)
    on(business_day(day))
    with refused_or_not(refused):
        extend(**facts(pqrsd, officer), days=days, text="Faltan mediciones.")
    after = again(pqrsd)
    assert after.extension_days == (0 if refused else days)
    assert after.due_on == current_calendar().after(pqrsd.due_on, 0 if refused else days)


def test_extension_tells_its_reasons_and_both_dates_and_is_given_once(officer, on):
    pqrsd = received()
    on(MONDAY)
    event = extend(**facts(pqrsd, officer), days=3, text="Faltan mediciones del laboratorio.")
    text = words(event.radicado)
    for said in ("Faltan mediciones del laboratorio.", "15 de diciembre de 2026", "18 de diciembre de 2026"):
        assert said in text
    assert event.data == {"days": 3, "former_due_on": "2026-12-15", "due_on": "2026-12-18"}
    with pytest.raises(ActRefusedError, match="ya se amplió"):
        extend(**facts(again(pqrsd), officer), days=1, text="Más.")


def test_stopped_clock_is_not_extended(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    with pytest.raises(ActRefusedError, match="detenido"):
        extend(**facts(again(pqrsd), officer), days=3, text="Faltan mediciones.")


# --- Transferring (CPACA, art. 21) -------------------------------------------------------------------------
@pytest.mark.parametrize(("day", "is_late"), [(0, False), (5, False), (6, True), (20, True)])
def test_petition_is_transferred_even_late_which_is_noted(officer, on, day, is_late):
    pqrsd = received()
    on(business_day(day))
    event = transfer(**facts(pqrsd, officer), to=COMMISSION, text="Regula esa tarifa.")
    assert (again(pqrsd).outcome, event.data["is_late"]) == (Outcome.TRANSFERRED, is_late)


def test_transfer_carries_the_petition_to_the_entity_and_a_copy_to_the_petitioner(officer, on):
    pqrsd = received(documents=(document("factura ñandú.pdf"),))
    on(MONDAY)
    event = transfer(**facts(pqrsd, officer), to=COMMISSION, text="Regula esa tarifa.")
    text = words(event.radicado)
    for said in (
        COMMISSION.name,
        pqrsd.request,
        "Pedro Peticionario",
        "CC 1000000555",
        "pedro@prueba.example",
        "factura ñandú.pdf",
        "desde el día siguiente al de la recepción",
        "Con copia a Pedro Peticionario",
        pqrsd.radicado.number,
    ):
        assert said in text
    assert event.radicado.filer_name == COMMISSION.name
    assert {(notice.event, notice.recipient) for notice in notices(event)} == {
        (CaseNotice.Event.TRANSFER, COMMISSION.email),
        (CaseNotice.Event.LETTER, PETITIONER["email"]),
    }


def test_transfer_of_an_anonymous_petition_names_nobody(officer, on):
    pqrsd = received(petitioner=None)
    event = transfer(**facts(pqrsd, officer), to=COMMISSION, text="Regula esa tarifa.")
    assert "no se conoce adónde responderle" in words(event.radicado)
    assert [notice.event for notice in notices(event)] == [CaseNotice.Event.TRANSFER]


# --- Answering (CPACA, arts. 13, 24 to 26) -------------------------------------------------------------
@pytest.mark.parametrize(("day", "is_late"), [(0, False), (15, False), (16, True)])
def test_answer_closes_the_case_and_the_record_alone_says_that_it_was_late(officer, on, day, is_late):
    pqrsd = received()
    on(business_day(day))
    event = answer(**facts(pqrsd, officer), text="El certificado está listo.")
    after = again(pqrsd)
    assert (after.outcome, event.data) == (
        Outcome.ANSWERED,
        {"is_access_refused": False, "is_late": is_late},
    )
    text = words(event.radicado)
    assert "El certificado está listo." in text
    assert "tarde" not in text
    assert "sobre «Calibración de una balanza»" in text


def test_answer_is_given_with_the_clock_stopped(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    answer(**facts(again(pqrsd), officer), text="Respondemos con lo que hay.")
    assert again(pqrsd).outcome == Outcome.ANSWERED


def test_answer_names_each_annex_by_its_fingerprint_and_the_pdf_as_the_first(officer):
    pqrsd = received()
    own, attached = document("respuesta.pdf", b"%PDF-respuesta"), document("tabla.pdf", b"%PDF-tabla")
    drafts = FileDraft.objects.create(), FileDraft.objects.create()
    for draft, kept in zip(drafts, (own, attached), strict=True):
        DraftAnexo.objects.create(draft=draft, document=kept)
    event = answer(**facts(pqrsd, officer), text="", answer_draft_id=drafts[0].pk, draft_id=drafts[1].pk)
    text = words(event.radicado)
    assert "«respuesta.pdf», anexo número 1, que hace parte integral" in text
    assert f"Su huella SHA-256 es {own.sha256}." in text
    assert f"1. respuesta.pdf (SHA-256 {own.sha256})\n2. tabla.pdf (SHA-256 {attached.sha256})" in text
    assert [anexo.document for anexo in event.anexos.all()] == [own, attached]
    assert not FileDraft.objects.exists()


def test_empty_answer_is_refused(officer):
    with pytest.raises(ActRefusedError, match="Escriba la respuesta"):
        answer(**facts(received(), officer), text="")


def test_refused_access_says_its_norms_and_the_recourse(officer):  # arts. 24 to 26
    pqrsd = received(Kind.INFORMATION)
    event = answer(
        **facts(pqrsd, officer), text="No es posible.", refusal_reason="Ley 1712 de 2014, art. 19."
    )
    text = words(event.radicado)
    assert "Ley 1712 de 2014, art. 19." in text
    assert "artículo 26" in text
    assert again(pqrsd).is_access_refused


def test_answered_case_is_complemented_and_stays_closed_as_it_was(officer):
    pqrsd = received()
    answer(**facts(pqrsd, officer), text="Está listo.")
    closed = again(pqrsd)
    event = answer(**facts(closed, officer), text="Corregimos: está listo el martes.")
    assert (event.data["is_further"], again(pqrsd).closed_at) == (True, closed.closed_at)
    assert event.radicado.subject.startswith("Respuesta complementaria")


# --- Ending it without an answer (CPACA, arts. 17 and 19; Ley 962 de 2005, art. 81) --------------------
def test_disrespectful_petition_is_rejected_with_a_recourse(officer):
    pqrsd = received()
    event = reject(**facts(pqrsd, officer), ground=RejectionGround.DISRESPECTFUL, text="Insulta.")
    assert again(pqrsd).outcome == Outcome.REJECTED
    assert "recurso de reposición" in words(event.radicado)


def test_repeated_petition_is_referred_to_the_answer_that_it_had(officer):
    earlier = answer(**facts(received(), officer), text="Está listo.").radicado.number
    pqrsd = received()
    event = reject(
        **facts(pqrsd, officer), ground=RejectionGround.REPEATED, text="Nada nuevo.", earlier=earlier
    )
    assert earlier in words(event.radicado)
    assert "recurso" not in words(event.radicado)
    assert event.data == {"ground": "reiterativa", "earlier": earlier}


def test_repeated_petition_is_not_referred_to_what_is_no_answer(officer, control):
    other = received()
    of_denuncia = answer(**facts(received(Kind.REPORT), control), text="Se investiga.").radicado.number
    no_answer = ask(other, officer).radicado.number
    pqrsd = received()
    for earlier in ("2026-S-999999", other.radicado.number, no_answer, of_denuncia):
        with pytest.raises(ActRefusedError, match="no es el número de una respuesta"):
            reject(**facts(pqrsd, officer), ground=RejectionGround.REPEATED, text="Igual.", earlier=earlier)


@pytest.mark.parametrize(
    ("kind", "petitioner", "ground", "refused"),
    [
        (Kind.COMPLAINT, None, ArchiveGround.ANONYMOUS, False),
        (Kind.PRIVATE_INTEREST, None, ArchiveGround.ANONYMOUS, True),
        (Kind.COMPLAINT, PETITIONER, ArchiveGround.ANONYMOUS, True),
        (Kind.COMPLAINT, PETITIONER, ArchiveGround.OTHER, False),
    ],
)
def test_petition_is_archived_by_a_reasoned_act(officer, kind, petitioner, ground, refused):
    pqrsd = received(kind, petitioner=petitioner)
    with refused_or_not(refused):
        event = archive(**facts(pqrsd, officer), ground=ground, text="No hay hechos concretos.")
        assert "No hay hechos concretos." in words(event.radicado)
        assert "recurso de reposición" in words(event.radicado)
        assert again(pqrsd).outcome == Outcome.ARCHIVED


@pytest.mark.parametrize(
    ("ground", "outcome", "said"),
    [(Ground.INCOMPLETE, Outcome.LAPSED, "desistimiento"), (Ground.UNCLEAR, Outcome.ARCHIVED, "aclaración")],
)
def test_nobody_completed_it_and_it_lapses_only_after_the_last_day(officer, on, ground, outcome, said):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer, ground)
    last = again(pqrsd).waiting_until
    on(last)
    with pytest.raises(ActRefusedError, match="tiene plazo hasta"):
        lapse(**facts(again(pqrsd), officer), text="No respondió.")
    on(last + timedelta(days=1))
    event = lapse(**facts(again(pqrsd), officer), text="No respondió.")
    assert again(pqrsd).outcome == outcome
    for each in (said, "presentar de nuevo", "recurso de reposición"):
        assert each in words(event.radicado)


def test_what_does_not_wait_does_not_lapse(officer):
    with pytest.raises(ActRefusedError, match="No se espera nada"):
        lapse(**facts(received(), officer), text="No respondió.")


# --- Delivering -------------------------------------------------------------------------------------------
def deliver(pqrsd, officer, letter: str, delivered_on: date):
    return record_delivery(
        **facts(again(pqrsd), officer),
        letter=letter,
        result=Delivery.RETURNED,
        delivered_on=delivered_on,
        carrier="Correo Ficticio",
        guide="G-1",
        text="Dirección errada.",
    )


def test_delivery_is_recorded_of_a_letter_of_the_case_and_between_its_date_and_today(officer):
    pqrsd, other, today = received(), received(), timezone.localdate()
    number = answer(**facts(pqrsd, officer), text="Está listo.").radicado.number
    foreign = answer(**facts(other, officer), text="Está listo.").radicado.number
    for letter, day in [
        (foreign, today),
        (pqrsd.radicado.number, today),
        (number, today - timedelta(days=2)),
        (number, today + timedelta(days=1)),
    ]:
        with pytest.raises(ActRefusedError):
            deliver(pqrsd, officer, letter, day)
    event = deliver(pqrsd, officer, number, today)
    assert event.data == {
        "letter": number,
        "result": "devuelta",
        "delivered_on": today.isoformat(),
        "carrier": "Correo Ficticio",
        "guide": "G-1",
    }


# --- All of them ------------------------------------------------------------------------------------------
ACTS = {
    "completion": ask,
    "extension": lambda pqrsd, by: extend(**facts(pqrsd, by), days=1, text="Falta algo."),
    "transfer": lambda pqrsd, by: transfer(**facts(pqrsd, by), to=COMMISSION, text="Es suya."),
    "answer": lambda pqrsd, by: answer(**facts(pqrsd, by), text="Está listo."),
    "rejection": lambda pqrsd, by: reject(
        **facts(pqrsd, by), ground=RejectionGround.DISRESPECTFUL, text="Insulta."
    ),
    "archive": lambda pqrsd, by: archive(**facts(pqrsd, by), ground=ArchiveGround.OTHER, text="Es copia."),
}
act_table = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)


def notices(event: CaseEvent):
    return CaseNotice.objects.filter(pqrsd=event.pqrsd, letter=event.radicado)


@act_table
def test_act_files_a_salida_that_points_to_the_petition_and_owes_its_mail_once(officer, act):
    pqrsd = received()
    event = act(pqrsd, officer)
    radicado = Radicado.objects.get(pk=event.radicado_id)
    assert (radicado.kind, radicado.in_reply_to, radicado.filed_by) == ("S", pqrsd.radicado, officer)
    assert (event.by, again(pqrsd).version) == (officer, pqrsd.version + 1)
    assert notices(event).filter(event=CaseNotice.Event.LETTER, recipient=PETITIONER["email"]).count() == 1


def test_letters_are_numbered_in_order_without_gaps(officer):
    numbers = [act(received(), officer).radicado.sequence for act in ACTS.values()]
    assert numbers == list(range(1, len(ACTS) + 1))


@act_table
def test_act_on_a_closed_case_is_refused(officer, act):
    pqrsd = received()
    archive(**facts(pqrsd, officer), ground=ArchiveGround.OTHER, text="Es copia.")
    with pytest.raises(ActRefusedError, match="El caso está cerrado: archivada"):
        act(again(pqrsd), officer)


@act_table
def test_second_officer_is_told_and_nothing_is_filed(officer, act):
    pqrsd = received()
    stale = again(pqrsd)
    noted = extend(**facts(pqrsd, officer), days=1, text="Falta algo.")
    before = Radicado.objects.count()
    with pytest.raises(StaleError) as told:
        act(stale, UserFactory())
    assert list(told.value.events) == [noted]
    assert Radicado.objects.count() == before


def test_of_two_officers_at_the_same_instant_one_answers(officer):
    pqrsd, other, outcomes = received(), staff_user("Oficial PQRSD", username="otra"), []

    def act(by):
        try:
            outcomes.append(answer(**facts(pqrsd, by), text="Está listo.").kind)
        except StaleError:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [Thread(target=act, args=[by]) for by in (officer, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["answered", "stale"]
    assert Radicado.objects.filter(kind="S").count() == 1


@act_table
def test_without_a_signatory_nothing_happens(officer, act):
    pqrsd = received()
    Signatory.objects.all().delete()
    with pytest.raises(NoSignatoryError):
        act(pqrsd, officer)
    assert (again(pqrsd).version, again(pqrsd).is_open) == (pqrsd.version, True)
    assert not CaseNotice.objects.exclude(event=CaseNotice.Event.FILED).exists()


@act_table
def test_act_on_a_denuncia_is_reserved_whole_and_says_nothing_of_it(control, act):
    pqrsd = received(Kind.REPORT, subject="Un funcionario ficticio", documents=(document(),))
    event = act(pqrsd, control)
    assert Radicado.objects.get(pk=event.radicado_id).is_reserved
    assert {notice.is_reserved for notice in notices(event)} == {True}
    assert "Un funcionario ficticio" not in event.radicado.subject


def test_failure_at_the_end_leaves_nothing(officer, monkeypatch):
    pqrsd = received()
    before = CaseEvent.objects.count()

    def fail(**facts):
        raise RuntimeError("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr("pqrsd.acts.sending.radicar", fail)
        with pytest.raises(RuntimeError):
            answer(**facts(pqrsd, officer), text="Está listo.")
    assert again(pqrsd).is_open
    assert (CaseEvent.objects.count(), Radicado.objects.filter(kind="S").count()) == (before, 0)
    assert answer(**facts(pqrsd, officer), text="Está listo.").radicado.sequence == 1


def test_annulled_letter_is_neither_delivered_nor_referred_to(officer):
    pqrsd = received()
    letter = answer(**facts(pqrsd, officer), text="Está listo.").radicado
    annul(radicado=letter, by=officer, reason="Error de radicación")
    with pytest.raises(ActRefusedError):
        deliver(pqrsd, officer, letter.number, timezone.localdate())
    with pytest.raises(ActRefusedError):
        reject(
            **facts(received(), officer),
            ground=RejectionGround.REPEATED,
            text="Igual.",
            earlier=letter.number,
        )


@pytest.mark.parametrize(
    ("petitioner", "answers", "is_notified", "said"),
    [
        (PETITIONER, {}, False, ""),
        (PETITIONER, {"accepts_electronic_notice": True}, True, ""),
        (PETITIONER, {}, True, "no aceptó la notificación electrónica"),
        (PETITIONER, {"answer_channel": AnswerChannel.POST}, False, "en su dirección"),
        (PETITIONER | {"email": "no", "address": "Calle 1"}, {}, False, "no dio un correo válido"),
        (PETITIONER | {"email": "no"}, {}, False, "no dijo dónde recibirla"),
        (None, {}, False, "es anónima"),
    ],
)
def test_officer_is_told_when_a_mail_is_not_enough(officer, petitioner, answers, is_notified, said):
    pqrsd = received(petitioner=petitioner, **answers)
    told = must_be_posted(pqrsd, address=petitioner_address(pqrsd), is_notified=is_notified)
    assert said in told
    assert bool(told) is bool(said)
