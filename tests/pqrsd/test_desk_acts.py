"""The acts that write no letter: what each does, what refuses it, and two officers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.db import connection

from expedientes.acts.assignment import assign
from expedientes.acts.steps import StaleError
from expedientes.models import Dependencia, Paso
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from inm_portal.staff_groups import AUDITOR, INTERNAL_CONTROL
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from pqrsd.notices import mail_events
from tests.factories import UserFactory
from tests.pqrsd.desk import QUEUE, REASON, act, at_desk, case_path, changed, closed, last_step, officer
from tests.pqrsd.petitions import petition
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


# --- Assigning -----------------------------------------------------------------------------------------
def test_case_is_taken_with_one_button_and_nobody_is_mailed(desk, ana):
    case = petition()
    page = desk.get(case_path(case))
    assert "Tomar el caso" in page.text
    assert act(desk, case, "asignar", assignee=ana.pk).status_code == 302
    case.refresh_from_db()
    assert case.assignee == ana
    assert last_step(case).kind == Paso.Kind.ASSIGNED
    assert not Mail.objects.of(mail_events.ASSIGNED).exists()
    assert "Tomar el caso" not in desk.get(case_path(case)).text


def test_case_is_assigned_to_another_who_is_mailed_once(desk, ana, berta):
    case = changed(petition(), assignee=ana)
    act(desk, case, "asignar", assignee=berta.pk, text="Usted conoce al cliente.")
    step = last_step(case)
    assert (step.data, step.text) == ({"from": str(ana), "to": str(berta)}, "Usted conoce al cliente.")
    notice = Mail.objects.of(mail_events.ASSIGNED).get()
    assert (notice.recipient, notice.occasion) == (berta.email, str(step.pk))
    assert Entry.objects.filter(action=Action.CHANGED, detail__what="assign").exists()


def test_case_is_assigned_to_whoever_may_handle_it_only(desk, control, ana):
    case, denuncia = petition(), petition(Kind.REPORT)
    strangers = [
        UserFactory(),
        staff_user(AUDITOR, key="77" * 20),
        staff_user(INTERNAL_CONTROL, key="88" * 20),
        officer(key="66" * 20, is_active=False),
    ]
    for stranger in strangers:
        assert act(desk, case, "asignar", assignee=stranger.pk).status_code == 422
    assert act(control, denuncia, "asignar", assignee=ana.pk).status_code == 422


def test_superuser_takes_an_ordinary_case_and_is_on_no_list(desk, reference_data):
    boss = UserFactory(is_staff=True, is_superuser=True, first_name="Jefa", last_name="Suprema")
    case = petition()
    assert "Jefa Suprema" not in desk.get(case_path(case, "asignar/")).text
    from_boss = act(verified(desk.__class__(), boss), case, "asignar", assignee=boss.pk)
    assert from_boss.status_code == 302


# --- Notes and related cases ---------------------------------------------------------------------------
def test_note_is_kept_for_the_staff_even_on_a_closed_case(desk):
    case = closed(petition())
    assert act(desk, case, "nota", text="Llamé y nadie contestó.").status_code == 302
    assert "Llamé y nadie contestó." in desk.get(case_path(case)).text
    assert "Llamé" not in str(list(case.steps.public().values_list("text", flat=True)))


def test_related_cases_are_seen_from_both(desk):
    case, other = petition(subject="Una"), petition(subject="Otra")
    number = other.radicado.number.replace("-", " ").lower()
    assert act(desk, case, "relacionar", number=number).status_code == 302
    assert [row.case for row in desk.get(case_path(case)).context["related"]] == [other]
    assert [row.case for row in desk.get(case_path(other)).context["related"]] == [case]


def test_case_is_related_to_none_that_is_out_of_sight_itself_or_related_already(desk, control):
    case, denuncia, other = petition(), petition(Kind.REPORT), petition()
    missing = "2020-E-000001"
    for number in (denuncia.radicado.number, missing):
        page = act(desk, case, "relacionar", number=number)
        assert f"No encontramos un caso con el número {number}." in page.text
    assert "este mismo caso" in act(desk, case, "relacionar", number=case.radicado.number).text
    act(desk, case, "relacionar", number=other.radicado.number)
    assert "ya está relacionado" in act(desk, case, "relacionar", number=other.radicado.number).text
    assert act(control, denuncia, "relacionar", number=case.radicado.number).status_code == 422


def test_case_related_to_a_denuncia_says_nothing_of_it(desk, reference_data):
    both = at_desk(staff_user(INTERNAL_CONTROL, "Oficial PQRSD", key="12" * 20))
    case, denuncia = petition(), petition(Kind.REPORT, subject="Soborno")
    before = desk.get(case_path(case)).context["steps"]
    refused = act(both, case, "relacionar", number=denuncia.radicado.number)
    assert "Relaciónelos desde la denuncia" in refused.text
    assert act(both, denuncia, "relacionar", number=case.radicado.number).status_code == 302
    page = desk.get(case_path(case))
    assert (page.context["steps"], list(page.context["related"])) == (before, [])
    assert denuncia.radicado.number not in page.text
    assert "Soborno" not in page.text
    assert [row.case for row in both.get(case_path(case)).context["related"]] == [denuncia]


# --- Priority and office -------------------------------------------------------------------------------
def test_priority_is_decided_with_its_reason(desk):
    case = petition()
    assert act(desk, case, "prioridad", is_priority="si", reason=REASON).status_code == 302
    case.refresh_from_db()
    assert case.is_priority
    assert "ya es prioritario" in act(desk, case, "prioridad", is_priority="si", reason=REASON).text
    assert "Prioritaria" in desk.get(QUEUE).text
    act(desk, case, "prioridad", is_priority="no", reason=REASON)
    case.refresh_from_db()
    assert not case.is_priority


def test_case_moves_to_another_office_and_waits_for_somebody_there(desk, ana):
    case = changed(petition(), assignee=ana)
    due_on, office = case.due_on, Dependencia.objects.get(code="SMF")
    assert act(desk, case, "dependencia", office=office.pk, reason=REASON).status_code == 302
    case.refresh_from_db()
    assert (case.office, case.assignee, case.due_on) == (office, None, due_on)
    assert last_step(case).data == {"from": "Atención al Ciudadano", "to": str(office)}


def test_only_denuncias_are_in_internal_control_and_they_do_not_leave_it(desk, control):
    case, denuncia = petition(), petition(Kind.REPORT)
    cid, smf = (Dependencia.objects.get(code=code) for code in ("CID", "SMF"))
    assert act(desk, case, "dependencia", office=cid.pk, reason=REASON).status_code == 422
    page = act(control, denuncia, "dependencia", office=smf.pk, reason=REASON)
    assert "no sale de Control interno disciplinario" in page.text


@pytest.mark.parametrize(
    ("slug", "fields"),
    [
        ("asignar", {}),
        ("nota", {"text": " "}),
        ("relacionar", {"number": "doce"}),
        ("clase", {"kind": "queja", "reason": ""}),
        ("clase", {"kind": "interes_particular", "reason": REASON}),
        ("prioridad", {"reason": REASON}),
        ("dependencia", {"office": "0", "reason": REASON}),
    ],
)
def test_incomplete_act_is_refused_and_nothing_happens(desk, slug, fields):
    case = petition()
    page = act(desk, case, slug, **fields)
    assert page.status_code == 422
    assert "<title>Error: " in page.text.replace("\n", "")
    assert case.steps.count() == 1


@pytest.mark.parametrize(
    ("slug", "fields"),
    [
        ("clase", {"kind": "queja", "reason": REASON}),
        ("prioridad", {"is_priority": "si", "reason": REASON}),
    ],
)
def test_closed_case_admits_no_change(desk, slug, fields):
    case = closed(petition())
    page = act(desk, case, slug, **fields)
    assert page.status_code == 422
    assert "El caso está cerrado: respondida." in page.text


# --- Two at once ---------------------------------------------------------------------------------------
def test_second_officer_is_told_what_happened_and_loses_nothing(desk, ana, berta):
    case = petition()
    read = case.version
    act(at_desk(berta), case, "prioridad", is_priority="si", reason="Es de una periodista.")
    page = act(desk, case, "nota", version=read, text="Mi nota, que no se pierde.")
    assert page.status_code == 409
    assert "<title>Cambió el caso: Escribir una nota interna" in page.text.replace("\n", "")
    assert "El caso cambió mientras usted lo tenía abierto" in page.text
    assert "Es de una periodista." in page.text
    assert "Berta Otra" in page.text
    assert "Mi nota, que no se pierde." in page.text
    assert "Hacerlo de todos modos" in page.text
    assert case.steps.count() == 2
    again = act(desk, case, "nota", version=page.context["version"], text="Mi nota, que no se pierde.")
    assert again.status_code == 302
    assert last_step(case).text == "Mi nota, que no se pierde."


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
def test_page_without_a_version_had_read_nothing(desk, version):
    case = petition()
    assert act(desk, case, "nota", version=version, text="Nota").status_code == 409
    assert case.steps.count() == 1


def test_case_hidden_meanwhile_is_not_there_any_more(desk, control):
    case = petition()
    act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    assert act(desk, case, "nota", text="Tarde").status_code == 404


def test_reading_an_act_does_nothing(desk):
    case = petition()
    for slug in ("asignar", "nota", "relacionar", "clase", "prioridad", "dependencia"):
        assert desk.get(case_path(case, f"{slug}/"), {"text": "x", "version": "1"}).status_code == 200
    assert case.steps.count() == 1


def test_case_older_than_the_calendar_still_has_the_pages_of_its_acts(desk):
    long_ago = date(1990, 2, 2)
    case = changed(petition(), effective_on=long_ago, initial_due_on=long_ago, due_on=long_ago)
    slugs = (
        "responder",
        "completar",
        "prorrogar",
        "trasladar",
        "rechazar",
        "archivar",
        "desistimiento",
        "clase",
    )
    assert {slug: desk.get(case_path(case, f"{slug}/")).status_code for slug in slugs} == dict.fromkeys(slugs, 200)


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_at_once_on_the_same_version_one_is_done(reference_data, ana, berta):
    case = petition()
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(partial(_take, case), (ana, berta)))
    assert sorted(outcomes) == ["StaleError", "done"]
    assert case.steps.filter(kind=Paso.Kind.ASSIGNED).count() == 1


def _take(case, user) -> str:
    try:
        assign(Pqrsd, pk=case.pk, version=case.version, assignee=user, by=user)
    except StaleError:
        return "StaleError"
    finally:
        connection.close()
    return "done"
