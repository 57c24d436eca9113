"""The case of an OEC request: opened by its filing, closed by its letter or by its annulment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from expedientes.models import Expediente
from radicados.filing import annul
from radicados.models import LetterIssuance, Radicado, SignedLetter
from radicados.tasks import issue_document
from tests.factories import SignatoryFactory, laboratory_user
from tests.pqrsd.petitions import petition
from tests.requests_oec.posting import filed, sealed
from tests.running import eventually

REASON = "Se equivocaron de personas."


def steps(case: Expediente) -> list[str]:
    return list(case.steps.values_list("kind", flat=True))


def end(case: Expediente) -> tuple[bool, str, int]:
    case.refresh_from_db()
    return case.is_open, case.outcome, case.version


pytestmark = pytest.mark.django_db(transaction=True)


def test_filing_opens_a_case_without_term_that_says_what_was_asked_for(user):
    case = filed(user)
    assert case.subject == "Comunicación del laboratorio 10-LAC-001 (Decreto 636 de 2020, artículo 3)"
    assert (case.kind, case.due_on, case.waiting_until, case.office) == ("oec", None, None, None)
    assert abs((case.received_at - case.radicado.filed_at).total_seconds()) < 60
    assert end(case) == (True, "", 1)
    assert steps(case) == ["filed"]


def test_request_that_cannot_be_filed_opens_no_case(user, monkeypatch):
    monkeypatch.setattr("requests_oec.filing.radicar", lambda **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filed(user)
    assert not Expediente.objects.exists()


def test_sealed_letter_closes_its_case(user):
    case = filed(user)
    sealed(case)
    assert end(case) == (False, "emitida", 2)
    assert steps(case) == ["filed", "issued"]


def test_annulled_request_without_letter_is_closed(user):
    case = filed(user)
    annul(radicado=case.radicado, by=user, reason=REASON)
    assert end(case) == (False, "anulada", 2)
    step = case.steps.get(kind="annulled")
    assert (step.by, step.text) == (user, f"El radicado fue anulado. Motivo: {REASON}")


def test_annulment_after_the_letter_is_one_more_step_and_takes_nothing_back(user):
    case = filed(user)
    sealed(case)
    closed_at = Expediente.objects.get(pk=case.pk).closed_at
    annul(radicado=case.radicado, by=user, reason=REASON)
    assert end(case) == (False, "emitida", 3)
    assert case.closed_at == closed_at
    assert steps(case) == ["filed", "issued", "annulled"]


def test_case_that_cannot_be_closed_leaves_no_sealed_letter_and_the_next_attempt_seals_it(
    user, pki, monkeypatch, settings
):
    settings.WORK_BACKOFF_SECONDS = 0
    case = filed(user)
    with monkeypatch.context() as broken:
        broken.setattr("requests_oec.closing.add_step", lambda *args, **facts: 1 / 0)
        issue_document(str(case.radicado_id))
    assert not SignedLetter.objects.exists()
    assert Radicado.objects.get().issued_at is None
    assert "ZeroDivisionError" in LetterIssuance.objects.get().last_error
    assert end(case) == (True, "", 1)
    issue_document(str(case.radicado_id))
    assert SignedLetter.objects.exists()
    assert end(case) == (False, "emitida", 2)


def test_case_that_cannot_be_closed_is_not_annulled(user, monkeypatch):
    case = filed(user)
    monkeypatch.setattr("expedientes.acts.steps.add_step", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        annul(radicado=case.radicado, by=user, reason=REASON)
    assert Radicado.objects.get().annulled_at is None
    assert end(case) == (True, "", 1)


def test_letter_of_a_petition_closes_nothing(user):
    case = petition(user=user)
    sealed(case)
    case.refresh_from_db()
    assert case.is_open
    assert steps(case) == ["filed"]


def test_letter_and_annulment_at_once_leave_one_end():
    SignatoryFactory()
    for _ in range(5):
        case = filed(user := laboratory_user())
        with ThreadPoolExecutor(2) as hands:
            verbs = partial(sealed, case), partial(annul, radicado=case.radicado, by=user, reason=REASON)
            done = [hands.submit(_and_close, verb) for verb in verbs]
        errors = [type(future.exception()).__name__ for future in done]
        is_open, outcome, version = end(case)
        assert not is_open
        # Either the letter came first and was annulled, or there was none to seal any more.
        assert (outcome, version, errors) in [
            ("emitida", 3, ["NoneType", "NoneType"]),
            ("anulada", 2, ["NothingToSealError", "NoneType"]),
        ]


def _and_close(verb) -> None:
    try:
        verb()
    finally:
        connections.close_all()


def test_worker_killed_while_it_closes_the_case_closes_it_exactly_once_when_it_is_back(
    user, celery_worker, celery_beat
):
    celery_worker.kill9()
    case = filed(user)
    due_at(timezone.now() + timedelta(days=1))
    celery_worker.start()
    with transaction.atomic(), connection.cursor() as cursor, ThreadPoolExecutor(1) as other_hands:
        Expediente.objects.select_for_update(of=["self"]).get(pk=case.pk)  # it cannot close it
        other_hands.submit(_and_close, partial(due_at, timezone.now())).result()
        assert eventually(lambda: _closing_waits(cursor)), celery_worker.log.read_text()
        celery_worker.kill9()
    assert not SignedLetter.objects.exists()
    assert end(case) == (True, "", 1)
    celery_worker.start()
    assert eventually(lambda: not end(case)[0]), celery_worker.log.read_text()
    assert SignedLetter.objects.count() == 1
    assert steps(case) == ["filed", "issued"]
    assert LetterIssuance.objects.get().attempts == 2


def due_at(instant) -> None:
    LetterIssuance.objects.update(next_attempt_at=instant)


def _closing_waits(cursor) -> bool:
    cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid')")
    return cursor.fetchone()[0]
