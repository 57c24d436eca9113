"""Every mail about a petition: its words, its letter, whom it goes to; never twice, and what stops it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.urls import resolve, reverse
from django.utils import timezone

from audit.models import Action, Entry
from documents.models import Scan
from documents.signals import infected
from inm_portal import staff_groups
from pqrsd.acts.assigning import assign
from pqrsd.acts.transferring import transfer
from pqrsd.desk.lights import Lights
from pqrsd.kinds import Kind, Outcome
from pqrsd.letters.transfer import Receiver
from pqrsd.models import CaseEvent, CaseNotice, Pqrsd
from pqrsd.notices import enclosing
from pqrsd.notices.mailing import AlteredLetterError, compose, send
from pqrsd.notices.owing import owe
from pqrsd.notices.warnings import warn
from pqrsd.recomputing.annulled import close_annulled
from pqrsd.tasks import send_case_notice, send_pending_case_notices
from radicados.filing import annul
from radicados.legal_time import long_date
from radicados.models import SignedLetter
from radicados.qr import grouped
from tests.factories import SignatoryFactory
from tests.pqrsd.owed_mails import ask_to_complete, deliver, due_on, sign, write
from tests.pqrsd.petitions import PETITIONER, document, petition
from tests.radicados.test_issuing import eventually
from tests.staff import staff_user, verified
from work.running import NothingToDoError

pytestmark = pytest.mark.django_db

Event = CaseNotice.Event
Step = CaseEvent.Kind
PDF = "application/pdf"
SUBJECT = "Fraude en la balanza del doctor Ficticio"
REQUEST = "Vi cómo el doctor Ficticio alteró los certificados de la balanza."


@pytest.fixture(autouse=True)
def ready(reference_data, pki):
    SignatoryFactory()


@pytest.fixture
def officer():
    return staff_user(staff_groups.PETITIONS_OFFICER)


@pytest.fixture
def control():
    return staff_user(staff_groups.INTERNAL_CONTROL)


def the(event: Event) -> CaseNotice:
    return CaseNotice.objects.get(event=event)


def pdfs(message) -> list[str]:
    return [name for name, content, kind in message.attachments if kind == PDF]


# --- The acknowledgement --------------------------------------------------------------------------------
def test_acknowledgement_waits_for_its_letter_and_carries_it_with_number_code_and_due_date():
    case = petition()
    assert deliver() == []
    assert the(Event.FILED).status == CaseNotice.Status.AWAITS_LETTER
    sign(case.radicado)
    (message,) = deliver()
    number = case.radicado.number
    assert message.to == [PETITIONER["email"]]
    assert message.subject == f"[DEMOSTRACIÓN] Radicado {number}: acuse de recibo"
    for words in (
        number,
        grouped(case.radicado.verification_code),
        long_date(case.due_on),
        "15 días hábiles (Ley 1437 de 2011, art. 14",
        long_date(case.effective_on),
        "Petición de interés particular",
        case.subject,
        f"{settings.PORTAL_BASE_URL}/pqrsd/consulta/?numero={number}",
        "DEMOSTRACIÓN — SIN VALIDEZ",
    ):
        assert words in message.body
    (attached,) = message.attachments
    assert attached.filename == f"{number}.pdf"
    assert attached.content == bytes(SignedLetter.objects.get(pk=case.radicado.pk).pdf)
    assert the(Event.FILED).status == CaseNotice.Status.SENT


def test_anonymous_petitioner_is_mailed_nothing():
    sign(petition(petitioner=None).radicado)
    assert not CaseNotice.objects.exists()


@pytest.mark.parametrize("email", ["", "no es un correo", "a@b"])
def test_petitioner_without_a_good_address_is_mailed_nothing(email):
    petition(petitioner=PETITIONER | {"email": email})
    assert not CaseNotice.objects.exists()


def test_mail_is_sent_once_however_many_times_it_is_rung_for():
    sign(petition().radicado)
    for _ in range(3):
        deliver()
        send_case_notice(the(Event.FILED).pk)
        send_pending_case_notices()
    assert len(mail.outbox) == 1


def test_same_event_on_the_same_occasion_is_owed_once():
    case = petition()
    for _ in range(2):
        owe(Event.ASSIGNED, recipient="a@prueba.example", occasion=1, pqrsd=case)
        owe(Event.DIGEST, recipient="a@prueba.example", occasion="2026-11-20")
    owe(Event.ASSIGNED, recipient="a@prueba.example", occasion=2, pqrsd=case)
    assert CaseNotice.objects.filter(event=Event.ASSIGNED).count() == 2
    assert CaseNotice.objects.filter(event=Event.DIGEST).count() == 1


def test_letter_that_is_not_the_sealed_one_is_sent_to_nobody_and_the_mail_says_why():
    case = petition()
    sign(case.radicado)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE radicados_signedletter DISABLE TRIGGER USER")
        cursor.execute("UPDATE radicados_signedletter SET pdf = 'otra'")
        cursor.execute("ALTER TABLE radicados_signedletter ENABLE TRIGGER USER")
    with pytest.raises(AlteredLetterError):
        send(the(Event.FILED))
    assert deliver() == []
    assert "no coincide con su huella" in the(Event.FILED).last_error


def test_mail_of_an_annulled_letter_is_not_sent_and_is_not_tried_for_ever(officer):
    case = petition()
    sign(case.radicado)
    annul(radicado=case.radicado, by=officer, reason="Error de radicación.")
    assert deliver() == []
    assert not CaseNotice.objects.due().exists()
    assert the(Event.FILED).status == CaseNotice.Status.CANCELLED
    with pytest.raises(NothingToDoError):
        send(the(Event.FILED))


# --- What the entity writes -----------------------------------------------------------------------------
LETTERS = {
    Step.ANSWERED: (Outcome.ANSWERED, "Es la respuesta del Instituto."),
    Step.COMPLETION_REQUESTED: (None, "el término para responderle está detenido"),
    Step.EXTENDED: (None, "La nueva fecha límite es el"),
    Step.REJECTED: (Outcome.REJECTED, "por qué no se da trámite"),
    Step.ARCHIVED: (Outcome.ARCHIVED, "El caso se archivó; la carta explica"),
    Step.LAPSED: (Outcome.LAPSED, "desistimiento tácito"),
    Step.TRANSFERRED: (Outcome.TRANSFERRED, "copia del oficio remisorio"),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_letter_is_mailed_once_signed_and_the_mail_says_what_it_is(kind, officer):
    outcome, words = LETTERS[kind]
    case = petition()
    sign(case.radicado)
    deliver()
    letter = write(case, kind, outcome=outcome, by=officer).radicado
    assert deliver() == []
    sign(letter)
    (message,) = deliver()
    assert message.subject.endswith(f"Radicado {case.radicado.number}: el Instituto le escribió")
    assert words in message.body
    assert letter.number in message.body
    assert pdfs(message) == [f"{letter.number}.pdf"]


def test_request_to_complete_says_until_when(officer):
    case = petition()
    asked = ask_to_complete(case)
    sign(write(case, Step.COMPLETION_REQUESTED, by=officer).radicado)
    (message,) = deliver()
    assert f"Tiene plazo hasta el {long_date(asked.due_on)}." in message.body


WRITINGS = {
    Step.COMPLETED: "vuelve a correr el término",
    Step.COMPLETION_EXTENDED: "Tiene más plazo",
    Step.WITHDRAWN: "el caso quedó cerrado",
    Step.REPLIED: "a la vista de quien lo atiende",
}


@pytest.mark.parametrize("kind", WRITINGS)
def test_writing_of_the_petitioner_is_acknowledged_and_told_to_the_staff(kind, officer):
    case = petition()
    event = write(case, kind)
    CaseNotice.objects.all().delete()
    owe(
        Event.WRITING_FILED,
        recipient=PETITIONER["email"],
        occasion=event.pk,
        pqrsd=case,
        letter=event.radicado,
    )
    owe(Event.PETITIONER_WROTE, recipient=officer.email, occasion=event.pk, pqrsd=case)
    sign(event.radicado)
    acknowledgement, told = sorted(deliver(), key=lambda message: message.to != [PETITIONER["email"]])
    assert WRITINGS[kind] in acknowledgement.body
    assert pdfs(acknowledgement) == [f"{event.radicado.number}.pdf"]
    assert event.get_kind_display().lower() in told.body
    assert pdfs(told) == []


# --- The oficio remisorio -------------------------------------------------------------------------------
def transferred(case: Pqrsd, officer) -> CaseEvent:
    receiver = Receiver("Superintendencia de Pruebas", "radica@super.example", "")
    event = transfer(pk=case.pk, version=None, to=receiver, text="Es de su competencia.", by=officer)
    CaseNotice.objects.exclude(event=Event.TRANSFER).delete()
    sign(event.radicado)
    return event


def test_oficio_goes_to_the_other_entity_with_the_files_of_the_petition_and_leaves_a_trail(officer):
    case = petition(documents=(document("uno.pdf", b"%PDF-1"), document("dos.pdf", b"%PDF-2")))
    oficio = transferred(case, officer).radicado
    (message,) = deliver()
    assert message.to == ["radica@super.example"]
    assert message.subject.endswith(f"Oficio {oficio.number} del {settings.ENTITY['name']}")
    assert pdfs(message) == [f"{oficio.number}.pdf", "uno.pdf", "dos.pdf"]
    assert "empieza el día siguiente al de su recibo" in message.body
    assert "Se adjuntan 2 archivos" in message.body
    assert case.radicado.verification_code not in message.body.replace("-", "")
    entry = Entry.objects.get(action=Action.EXPORTED)
    assert len(entry.detail["documents"]) == 2


def test_files_that_do_not_fit_or_are_not_safe_stay_and_the_oficio_says_so(officer, monkeypatch):
    monkeypatch.setattr(enclosing, "MAX_BYTES", 10)
    files = {
        name: document(name, b"%PDF-" + name[:1].encode()) for name in ("a.pdf", "b.pdf", "c.pdf", "d.pdf")
    }
    Scan.objects.create(document=files["a.pdf"])
    files["b.pdf"].infected_with = "Eicar"
    files["b.pdf"].save()
    case = petition(documents=tuple(files.values()))
    oficio = transferred(case, officer).radicado
    (message,) = deliver()
    assert pdfs(message) == [f"{oficio.number}.pdf", "c.pdf"]
    assert "Se adjunta 1 archivo de" in message.body
    assert "3 archivos no cupieron en este mensaje o todavía no se pueden enviar" in message.body
    for name in ("a.pdf", "b.pdf", "d.pdf"):
        assert f"- {name}" in message.body
    assert f"Pídalos, con el número de este oficio, a: {settings.PORTAL_BASE_URL}/contacto/" in message.body


def test_file_that_was_altered_is_left_out(officer):
    altered = document("alterado.pdf")
    altered.sha256 = "0" * 64
    altered.save()
    transferred(petition(documents=(altered,)), officer)
    (message,) = deliver()
    assert "alterado.pdf" not in pdfs(message)
    assert "- alterado.pdf" in message.body


# --- The staff ------------------------------------------------------------------------------------------
def test_whoever_is_assigned_a_case_finds_it_by_its_address_in_the_desk(officer):
    case = petition()
    CaseNotice.objects.all().delete()
    boss = staff_user(staff_groups.PETITIONS_HEAD)
    assign(pk=case.pk, version=None, assignee=officer, by=boss, text="Por favor, hoy.")
    (message,) = deliver()
    assert message.to == [officer.email]
    assert "Por favor, hoy." in message.body
    address = re.search(rf"{settings.PORTAL_BASE_URL}(/pqrsd/gestion/\S+)", message.body)[1]
    assert resolve(address).kwargs == {"number": case.radicado.number}


def test_infected_file_is_told_to_the_staff_and_to_whoever_handed_it_over(officer):
    file = document("virus.pdf")
    case = petition(documents=(file,))
    CaseNotice.objects.all().delete()
    for _ in range(2):
        infected.send(sender=type(file), document=file)
    told = {message.to[0]: message.body for message in deliver()}
    assert set(told) == {officer.email, PETITIONER["email"]}
    assert all("virus.pdf" in body for body in told.values())
    assert "/pqrsd/gestion/" in told[officer.email]
    assert "/pqrsd/gestion/" not in told[PETITIONER["email"]]
    assert case.radicado.number in told[PETITIONER["email"]]


def test_infected_file_of_nobodys_petition_is_told_to_nobody():
    infected.send(sender=object, document=document())
    assert not CaseNotice.objects.exists()


def test_petition_whose_radicado_was_annulled_is_closed_and_its_petitioner_told_once(officer):
    case = petition()
    annul(radicado=case.radicado, by=officer, reason="Se radicó dos veces.")
    assert [close_annulled(), close_annulled()] == [1, 0]
    case.refresh_from_db()
    assert case.outcome == Outcome.ANNULLED
    step = case.events.get(kind=Step.ANNULLED)
    assert (step.by, step.text) == (officer, "El radicado fue anulado. Motivo: Se radicó dos veces.")
    (message,) = deliver()
    assert "Se radicó dos veces." in message.body


def test_annulled_petition_that_waited_for_its_petitioner_is_closed_too(officer):
    case = petition()
    ask_to_complete(case)
    annul(radicado=case.radicado, by=officer, reason="Error.")
    assert close_annulled() == 1


# --- Reserve --------------------------------------------------------------------------------------------
def every_mail_about(case: Pqrsd, control) -> list:
    """One of each event, to the petitioner and to the staff."""
    to_letter = {Event.FILED: case.radicado}
    told = write(case, Step.REPLIED)
    sign(case.radicado, told.radicado)
    annul(radicado=case.radicado, by=control, reason=SUBJECT)
    file = document(f"{SUBJECT}.pdf")
    CaseNotice.objects.all().delete()
    for event in set(Event) - {Event.DIGEST}:
        letter = to_letter.get(event) or told.radicado
        has_letter = event in {Event.FILED, Event.WRITING_FILED, Event.LETTER, Event.TRANSFER}
        occasion = file.pk if event == Event.INFECTED else told.pk
        for recipient in (PETITIONER["email"], control.email):
            owe(
                event,
                recipient=recipient,
                occasion=occasion,
                pqrsd=case,
                letter=letter if has_letter else None,
            )
    owe(Event.DIGEST, recipient=control.email, occasion=str(Lights.now().today), is_reserved=True)
    return [compose(notice) for notice in CaseNotice.objects.all()]


def test_mails_about_a_denuncia_reveal_nothing_of_it_to_anybody(control):
    case = petition(Kind.REPORT, subject=SUBJECT, request=REQUEST)
    due_on(case, Lights.now().today)
    assert CaseNotice.objects.get().is_reserved
    messages = every_mail_about(case, control)
    assert len(messages) == 2 * (len(Event) - 1) + 1
    for message in messages:
        said = f"{message.subject} {message.body}".lower()
        for secret in (
            "denuncia",
            "fraude",
            "ficticio",
            "alteró",
            "pedro",
            "peticionario",
            "control interno",
        ):
            assert secret not in said, (secret, said)


def test_mails_about_another_petition_say_what_it_is(officer):
    case = petition(subject=SUBJECT)
    sign(case.radicado)
    owe(Event.DUE_TODAY, recipient=officer.email, occasion="x", pqrsd=case)
    assert all(SUBJECT in message.body for message in deliver())


# --- Mails that stopped ---------------------------------------------------------------------------------
class BrokenMail:
    def __init__(self, *args, **kwargs):
        raise ConnectionRefusedError("no hay servidor de correo")


def test_mail_that_keeps_failing_is_parked_in_sight_and_sent_when_retried(client, officer, settings):
    case = petition()
    sign(case.radicado)
    settings.WORK_MAX_ATTEMPTS, settings.WORK_BACKOFF_SECONDS = 2, 0
    settings.EMAIL_BACKEND = "tests.pqrsd.test_notices.BrokenMail"
    for _ in range(3):
        deliver()
    notice = the(Event.FILED)
    assert notice.status == CaseNotice.Status.PARKED
    assert "no hay servidor de correo" in notice.last_error
    verified(client, officer)
    page = client.get(reverse("admin:pqrsd_casenotice_changelist"))
    assert "Detenido: requiere atención" in page.text
    assert case.radicado.number in page.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    action = {"action": "retry", "_selected_action": [notice.pk]}
    page = client.post(reverse("admin:pqrsd_casenotice_changelist"), action, follow=True)
    assert "Se ordenó reintentar 1 aviso(s)." in page.text
    assert len(deliver()) == 1
    assert the(Event.FILED).status == CaseNotice.Status.SENT


@pytest.mark.parametrize(
    ("group", "seen"),
    [
        (staff_groups.PETITIONS_OFFICER, {"ordinaria@prueba.example"}),
        (staff_groups.PETITIONS_HEAD, {"ordinaria@prueba.example"}),
        (staff_groups.INTERNAL_CONTROL, {"reservada@prueba.example"}),
    ],
)
def test_each_sees_the_mails_of_the_petitions_that_they_see(client, group, seen):
    petition(petitioner=PETITIONER | {"email": "ordinaria@prueba.example"})
    petition(Kind.REPORT, petitioner=PETITIONER | {"email": "reservada@prueba.example"})
    page = verified(client, staff_user(group)).get(reverse("admin:pqrsd_casenotice_changelist"))
    assert set(re.findall(r"\w+@prueba\.example", page.text)) == seen


@pytest.mark.parametrize(
    ("group", "kept"), [(staff_groups.PETITIONS_OFFICER, "q=pedro"), (staff_groups.INTERNAL_CONTROL, "")]
)
def test_what_is_searched_among_reserved_mails_is_not_kept_in_the_trail(client, group, kept):
    url = reverse("admin:pqrsd_casenotice_changelist")
    assert verified(client, staff_user(group)).get(url, {"q": "pedro"}).status_code == 200
    assert Entry.objects.get(action=Action.SEARCHED).detail["query"] == kept


def test_superuser_sees_no_mail_of_a_denuncia_anywhere(admin_client):
    petition(Kind.REPORT)
    notice = CaseNotice.objects.get()
    assert PETITIONER["email"] not in admin_client.get(reverse("admin:pqrsd_casenotice_changelist")).text
    page = admin_client.get(reverse("admin:pqrsd_casenotice_change", args=[notice.pk]))
    assert page.status_code == 302
    action = {"action": "retry", "_selected_action": [notice.pk]}
    page = admin_client.post(reverse("admin:pqrsd_casenotice_changelist"), action, follow=True)
    assert "Se ordenó reintentar 1" not in page.text


@pytest.mark.parametrize("count", [1, 5])
def test_list_of_mails_asks_the_same_of_the_database_however_many_there_are(
    admin_client, django_assert_max_num_queries, count
):
    for _ in range(count):
        petition()
    with django_assert_max_num_queries(16):
        admin_client.get(reverse("admin:pqrsd_casenotice_changelist"))


# --- Real workers ---------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail():
    sign(petition().radicado)
    pk = the(Event.FILED).pk

    def work(_):
        send_case_notice(pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_owe_one_warning(officer):
    due_on(petition(), timezone.localdate())
    CaseNotice.objects.all().delete()
    lights = Lights.now()
    lights = Lights(lights.calendar.on_or_after(lights.today), lights.soon, lights.calendar)
    Pqrsd.objects.update(due_on=lights.today)

    def work(_):
        warn(lights=lights)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    assert CaseNotice.objects.filter(event=Event.DUE_TODAY).count() == 1


@pytest.mark.django_db(transaction=True)
def test_worker_signs_the_acknowledgement_and_mails_it(celery_worker, celery_beat):
    case = petition()
    eventually(lambda: CaseNotice.objects.filter(done_at__isnull=False).exists())
    assert the(Event.FILED).attempts == 1
    assert case.radicado.number
