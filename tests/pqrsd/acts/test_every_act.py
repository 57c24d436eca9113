"""What each act that writes a letter does like the others: files it, owes its mail, or does nothing."""

from threading import Thread

import pytest
from django.db import connection

from expedientes.acts.steps import ActRefusedError, StaleError
from expedientes.models import Paso
from ground.mails.models import Mail
from pqrsd.acts.answer import answer, extend
from pqrsd.acts.endings import RejectionGround, reject
from pqrsd.acts.transfer import transfer
from pqrsd.kinds import Kind
from pqrsd.notices import mail_events
from radicados.letter_parts import NoSignatoryError
from radicados.models import Radicado, Signatory
from tests.factories import UserFactory
from tests.pqrsd.acts.cases import COMMISSION, again, ask, facts, join, mails, received
from tests.pqrsd.petitions import PETITIONER, document
from tests.staff import staff_user

pytestmark = pytest.mark.django_db(transaction=True)

ACTS = {
    "completion": ask,
    "extension": lambda pqrsd, by: extend(**facts(pqrsd, by), days=1, text="Falta algo."),
    "transfer": lambda pqrsd, by: transfer(**facts(pqrsd, by), to=COMMISSION, text="Es suya."),
    "answer": lambda pqrsd, by: answer(**facts(pqrsd, by), text="Está listo."),
    "rejection": lambda pqrsd, by: reject(**facts(pqrsd, by), ground=RejectionGround.DISRESPECTFUL, text="Insulta."),
    "archive": join,
}
act_table = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)


@act_table
def test_act_files_a_salida_that_points_to_the_petition_and_owes_its_mail_once(officer, act):
    pqrsd = received()
    event = act(pqrsd, officer)
    radicado = Radicado.objects.get(pk=event.radicado_id)
    assert (radicado.kind, radicado.in_reply_to, radicado.filed_by) == ("S", pqrsd.radicado, officer)
    assert (event.by, again(pqrsd).version) == (officer, pqrsd.version + 1)
    assert mails(event).filter(event=mail_events.LETTER.name, recipient=PETITIONER["email"]).count() == 1


def test_letters_are_numbered_in_order_without_gaps(officer):
    numbers = [act(received(), officer).radicado.sequence for act in ACTS.values()]
    assert numbers == list(range(1, len(ACTS) + 1))


@act_table
def test_act_on_a_closed_case_is_refused(officer, act):
    pqrsd = received()
    join(pqrsd, officer)
    with pytest.raises(ActRefusedError, match="El caso está cerrado: archivada"):
        act(again(pqrsd), officer)


@act_table
def test_second_officer_is_told_and_nothing_is_filed(officer, act):
    pqrsd = received()
    stale = again(pqrsd)
    noted = extend(**facts(pqrsd, officer), days=1, text="Falta algo.")
    before = Radicado.objects.filter(kind="S").count()
    with pytest.raises(StaleError) as told:
        act(stale, UserFactory())
    assert list(told.value.steps) == [noted]
    assert Radicado.objects.filter(kind="S").count() == before


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
    assert not Mail.objects.exclude(event=mail_events.FILED.name).exists()


@act_table
def test_act_on_a_denuncia_is_reserved_whole_and_says_nothing_of_it(control, act):
    pqrsd = received(Kind.REPORT, subject="Un funcionario ficticio", documents=(document(),))
    event = act(pqrsd, control)
    assert Radicado.objects.get(pk=event.radicado_id).is_reserved
    assert {mail.is_reserved for mail in mails(event)} == {True}
    assert "Un funcionario ficticio" not in event.radicado.subject


def test_failure_at_the_end_leaves_nothing(officer, monkeypatch):
    pqrsd = received()
    before = Paso.objects.count()

    def fail(**facts):
        raise RuntimeError("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr("expedientes.acts.letters.radicar", fail)
        with pytest.raises(RuntimeError):
            answer(**facts(pqrsd, officer), text="Está listo.")
    assert again(pqrsd).is_open
    assert (Paso.objects.count(), Radicado.objects.filter(kind="S").count()) == (before, 0)
    assert answer(**facts(pqrsd, officer), text="Está listo.").radicado.sequence == 1
