"""A case that is of another kind: its term, and its reserve when it is, or is not, a *denuncia*."""

from datetime import date

import pytest
from django.utils import timezone

from ground.documents.models import Document
from ground.mails.models import Mail
from legal_calendar.legal_time import long_date
from pqrsd.kinds import Kind, Step
from pqrsd.notices import mail_events
from tests.pqrsd.acts.cases import received
from tests.pqrsd.desk import QUEUE, REASON, act, case_path, changed, last_step, waiting
from tests.pqrsd.form_answers import text_of
from tests.pqrsd.petitions import document, petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (Kind.INFORMATION, 10),  # CPACA, art. 14, num. 1
        (Kind.CONSULTATION, 30),  # num. 2
        (Kind.COMPLAINT, 15),  # art. 14
        (Kind.CONGRESS, 5),  # Ley 5 de 1992, art. 258
    ],
)
def test_another_kind_has_its_own_term_from_the_same_day(desk, kind, days):
    case = petition()
    before = case.effective_on
    assert act(desk, case, "clase", kind=kind, reason=REASON).status_code == 302
    case.refresh_from_db()
    assert (case.kind, case.filed_kind) == (kind, Kind.PRIVATE_INTEREST)
    assert (case.termino.days, case.effective_on) == (days, before)
    assert case.due_on == case.initial_due_on
    step = case.steps.get(kind=Step.RECLASSIFIED)
    assert (step.text, step.data["to"]) == (REASON, kind.label)


def test_petitioner_is_told_the_new_date_when_it_is_another(desk):
    case = petition()
    before = case.due_on
    act(desk, case, "clase", kind=Kind.INFORMATION, reason=REASON)
    case.refresh_from_db()
    assert last_step(case).kind == Step.DUE_CHANGED
    assert long_date(case.due_on) in last_step(case).text
    assert long_date(before) in last_step(case).text
    notice = Mail.objects.about(case).of(mail_events.DUE_CHANGED).get()
    assert (notice.recipient, notice.occasion) == ("pedro@prueba.example", str(last_step(case).pk))
    same = petition()
    act(desk, same, "clase", kind=Kind.COMPLAINT, reason=REASON)
    assert not Mail.objects.about(same).of(mail_events.DUE_CHANGED).exists()


def test_extension_is_cut_to_what_the_new_term_admits(desk):
    case = changed(petition(), extension_days=15, extended_at=timezone.now())
    act(desk, case, "clase", kind=Kind.INFORMATION, reason=REASON)
    case.refresh_from_db()
    assert case.extension_days == case.termino.extension_days == 10
    assert case.due_on > case.initial_due_on


def test_case_that_turns_out_a_denuncia_leaves_the_sight_of_the_others(desk, control, ana):
    case = petition(subject="Soborno", documents=(document(),))
    act(desk, case, "asignar", assignee=ana.pk)
    page = act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    assert page.url == QUEUE
    assert "ya no está a su alcance" in desk.get(QUEUE).text
    case.refresh_from_db()
    assert (case.is_reserved, case.assignee, case.office.code) == (True, None, "CID")
    assert case.radicado.__class__.objects.get(pk=case.radicado_id).is_reserved
    assert Document.objects.get(anexo__step__expediente=case).is_reserved
    assert set(Mail.objects.about(case).values_list("is_reserved", flat=True)) == {True}
    assert desk.get(case_path(case)).status_code == 404
    assert "Soborno" not in desk.get(QUEUE, {"q": "soborno"}).text.replace('value="soborno"', "")
    assert control.get(case_path(case)).status_code == 200


def test_mails_to_the_staff_that_had_not_gone_out_go_no_more(desk, berta):
    case = petition()
    act(desk, case, "asignar", assignee=berta.pk)
    act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    told = Mail.objects.about(case)
    assert told.of(mail_events.ASSIGNED).get().status == Mail.Status.CANCELLED
    assert told.of(mail_events.FILED).get().status == Mail.Status.AWAITS_LETTER


def test_denuncia_that_is_none_goes_to_the_office_that_receives(desk, control):
    case = petition(Kind.REPORT, documents=(document(),))
    assert act(control, case, "clase", kind=Kind.CLAIM, reason=REASON).url == QUEUE
    case.refresh_from_db()
    assert (case.is_reserved, case.office.code) == (False, "AC")
    assert not Document.objects.get(anexo__step__expediente=case).is_reserved
    assert not case.radicado.__class__.objects.get(pk=case.radicado_id).is_reserved
    assert desk.get(case_path(case)).status_code == 200
    assert control.get(case_path(case)).status_code == 404


def test_case_that_waits_for_its_petitioner_keeps_waiting_under_another_kind(desk):
    case = waiting(petition())
    case.completion_requests.create(requested_on=timezone.localdate(), due_on=case.waiting_until, step=case.steps.get())
    assert act(desk, case, "clase", kind=Kind.COMPLAINT, reason=REASON).status_code == 302
    case.refresh_from_db()
    assert (case.due_on, case.kind) == (None, Kind.COMPLAINT)


# --- Whether it is about another fundamental right ------------------------------------------------------------
def test_about_another_right_it_keeps_the_ordinary_term(desk):
    """Decreto Legislativo 491 de 2020, art. 5, paragraph."""
    case = received(Kind.PRIVATE_INTEREST, effective_on=date(2021, 5, 6))
    assert case.termino.days == 30
    assert act(desk, case, "derechos", is_about_rights="si", reason=REASON).status_code == 302
    case.refresh_from_db()
    assert (case.is_about_rights, case.termino.days, case.due_on) == (True, 15, date(2021, 5, 28))
    step = case.steps.get(kind=Step.RIGHTS_SET)
    assert (step.text, step.data) == (REASON, {"is_about_rights": True})
    assert Mail.objects.about(case).of(mail_events.DUE_CHANGED).exists()
    act(desk, case, "derechos", is_about_rights="no", reason=REASON)
    case.refresh_from_db()
    assert (case.is_about_rights, case.termino.days) == (False, 30)


def test_it_is_not_asked_where_the_law_makes_no_difference(desk):
    case = petition()
    assert "solo el Decreto Legislativo 491 de 2020" in text_of(desk.get(case_path(case, "derechos/")))
    assert "derechos/" not in desk.get(case_path(case)).text
