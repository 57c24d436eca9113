"""Many people at once: nobody waits for ever, nothing is done twice, and no number is lost."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import RequestFactory

from expedientes.acts.assignment import assign
from expedientes.acts.records import note, relate
from expedientes.acts.steps import ActRefusedError, StaleError
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Anexo
from ground.documents.drafts import purge_drafts, remove_file
from ground.documents.models import DraftFile, FileDraft
from ground.mails.models import Mail
from pqrsd import revision
from pqrsd.acts.answer import answer
from pqrsd.acts.classification import reclassify
from pqrsd.acts.completion import complete
from pqrsd.acts.writings import reply, withdraw
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.models import Pqrsd
from pqrsd.notices import mail_events
from pqrsd.revision import forget_calendar, recompute
from radicados.filing import annul
from radicados.models import Radicado
from tests.factories import SignatoryFactory
from tests.pqrsd.desk import REASON
from tests.pqrsd.following import ask_to_complete, fresh
from tests.pqrsd.petitions import document, petition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]

ENDS = {Step.ANSWERED, Step.WITHDRAWN}


@pytest.fixture(autouse=True)
def signatory(reference_data):
    SignatoryFactory()


def at_once(verbs: Iterable[Callable]) -> Counter:
    """How often each of what they gave, or refused, when all of them begin together."""
    verbs = list(verbs)
    start = Barrier(len(verbs), timeout=60)

    def begin(verb: Callable) -> str:
        try:
            start.wait()
            verb()
        except (ActRefusedError, StaleError) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as people:
        return Counter(people.map(begin, verbs))


def petitioners(verb: Callable, case: Pqrsd, **facts) -> Callable:
    request = RequestFactory().post("/")
    request.user = AnonymousUser()
    return partial(verb, pk=case.pk, submission=uuid4(), text="Escrito.", request=request, **facts)


def sequences(kind: Radicado.Kind) -> list[int]:
    numbers = Radicado.objects.filter(kind=kind).order_by("number").values_list("number", flat=True)
    return [int(number.rsplit("-", 1)[1]) for number in numbers]


def test_twenty_petitions_have_twenty_numbers():
    assert at_once([petition] * 20) == {"done": 20}
    assert sequences(Radicado.Kind.ENTRADA) == list(range(1, 21))
    assert Mail.objects.of(mail_events.FILED).count() == 20


def test_law_that_changes_again_while_a_worker_dates_by_the_former_one_is_what_holds(monkeypatch):
    case = petition()
    law, initial_due_on = case.termino, case.due_on
    forget_calendar(law)
    restart, is_dated, is_changed = revision.clock.restart, Event(), Event()

    def slowly(*args, **options):
        deadline = restart(*args, **options)
        is_dated.set()
        is_changed.wait(1)  # which the change cannot be: it waits for this one
        return deadline

    def correct_the_law():
        is_dated.wait(20)
        with transaction.atomic():
            law.days += 7
            law.save()
            forget_calendar(law)
        is_changed.set()

    monkeypatch.setattr(revision.clock, "restart", slowly)
    assert at_once([recompute, correct_the_law]) == {"done": 2}
    recompute()
    assert fresh(case).due_on > initial_due_on
    assert fresh(case).calendar_version


@pytest.mark.parametrize("is_waiting", [False, True])
def test_twenty_acts_on_one_case_leave_one_end(ana, berta, is_waiting):
    """The officers answer, assign and change the kind; the petitioner completes, writes and withdraws; and
    the calendar changes."""
    case = petition()
    if is_waiting:
        ask_to_complete(case)
    version = fresh(case).version
    forget_calendar(case.termino)
    read = {"pk": case.pk, "version": version, "by": ana}
    done = at_once(
        [
            *[partial(answer, **read, text="Respuesta.")] * 4,
            *[partial(assign, Pqrsd, **read, assignee=berta)] * 3,
            *[partial(reclassify, **read, kind=Kind.COMPLAINT, reason=REASON)] * 3,
            *[petitioners(complete, case, draft_id=None) for _ in range(3)],
            *[petitioners(reply, case, draft_id=None) for _ in range(3)],
            *[petitioners(withdraw, case) for _ in range(2)],
            *[recompute] * 2,
            *[partial(forget_calendar, case.termino)] * 2,
        ]
    )
    assert sum(done.values()) == 22
    assert set(done) <= {"done", "ActRefusedError", "StaleError"}
    events = fresh(case).steps
    assert events.filter(kind__in=ENDS).count() == 1
    assert events.filter(kind=Step.COMPLETED).count() <= is_waiting
    assert events.count() == fresh(case).version
    letters = Radicado.objects.exclude(pk=case.radicado_id)
    assert (
        letters.count() == events.exclude(radicado=None).count() == letters.filter(in_reply_to=case.radicado_id).count()
    )
    for kind in Radicado.Kind.values:
        assert sequences(kind) == list(range(1, len(sequences(kind)) + 1))


def test_cases_are_related_from_both_sides_at_once(ana, berta):
    for _ in range(5):
        one, other = petition(), petition()
        done = at_once(
            partial(relate, Pqrsd, pk=mine.pk, version=None, number=theirs.radicado.number, by=by)
            for mine, theirs, by in ((one, other, ana), (other, one, berta))
        )
        assert done == {"done": 1, "ActRefusedError": 1}
        assert list(one.related.values_list("pk", flat=True)) == [other.pk]


def test_case_is_annulled_while_its_kind_and_reserve_change(ana):
    """Whoever annuls has the radicado and wants the case; who changes its kind, the case and the radicado."""
    for _ in range(5):
        case = petition()
        facts = {"pk": case.pk, "version": None, "reason": REASON, "by": ana}
        kinds = [partial(reclassify, **facts, kind=kind) for kind in (Kind.REPORT, Kind.COMPLAINT)]
        done = at_once([*kinds, partial(annul, radicado=case.radicado, by=ana, reason=REASON)])
        assert done["done"] + done["ActRefusedError"] == 3
        assert fresh(case).outcome == Outcome.ANNULLED


def test_page_that_names_a_case_does_not_wait_for_who_acts_on_it(ana):
    """Twenty notes on two cases, each of which names the other meanwhile."""
    one, other = petition(), petition()
    verbs = [partial(note, Pqrsd, pk=pk, version=None, text="Nota.", by=ana) for pk in (one.pk, other.pk)] * 5
    assert at_once([*verbs, partial(relate, Pqrsd, pk=one.pk, version=None, number=other.radicado.number, by=ana)]) == {
        "done": 11
    }


def test_file_is_filed_or_forgotten_and_never_half(ana):
    for _ in range(5):
        case, draft = petition(), FileDraft.objects.create()
        kept = draft.files.create(slot=ATTACHMENTS, document=document())
        written = petitioners(reply, case, draft_id=draft.pk)
        assert at_once([written, partial(remove_file, draft.pk, kept.pk)]) == {"done": 2}
        assert not DraftFile.objects.exists()
        for anexo in Anexo.objects.all():
            assert anexo.document.content()


def test_old_draft_is_filed_or_purged_and_never_half(ana):
    for _ in range(5):
        case, draft = petition(), FileDraft.objects.create()
        draft.files.create(slot=ATTACHMENTS, document=document())
        FileDraft.objects.update(created_at="2026-01-01T00:00Z")
        assert at_once([petitioners(reply, case, draft_id=draft.pk), purge_drafts]) == {"done": 2}
        assert not FileDraft.objects.exists()
        for anexo in Anexo.objects.all():
            assert anexo.document.content()
