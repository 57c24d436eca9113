"""Numbering, permanence and annulment (AGN Acuerdo 060 de 2001, arts. 2 and 5)."""

import re
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections, transaction
from django.utils import timezone

from ground.permanence import broken_constraint
from radicados.filing import AlreadyAnnulledError, NotInTransactionError, annul, radicar
from radicados.models import Actuacion, Consecutivo, LetterIssuance, Radicado, SignedLetter
from radicados.triggers import NUMBER
from tests.factories import file_simple, laboratory_user, person_user, prepared_radicado
from tests.triggers import without_triggers


class DeliberateError(Exception):
    pass


@pytest.fixture
def user(db):
    return laboratory_user()


@pytest.fixture
def clock(transactional_db, monkeypatch):
    """Sets the clock that the numbering reads, by writing an instant into its function, and that of whoever files
    to the same instant or to another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [NUMBER.get_pgid(Radicado)])
        (numbering,) = cursor.fetchone()

        def set_to(instant: str, *, of_filer: str = "") -> None:
            cursor.execute(numbering.replace("clock_timestamp()", f"'{instant}'::timestamptz"))
            monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(of_filer or instant))

        yield set_to
        cursor.execute(numbering)


def file_now(user, **facts) -> Radicado:
    with transaction.atomic():
        return file_simple(user, **facts)


def file_and_roll_back(user) -> None:
    with suppress(DeliberateError), transaction.atomic():
        file_simple(user)
        raise DeliberateError


# --- Numbers -------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_first_radicado_of_a_year_is_number_one_and_the_next_follows(clock):
    clock("2026-03-02 10:00:00-05:00")
    user = person_user()
    assert [file_now(user).number, file_now(user).number] == ["2026-E-000001", "2026-E-000002"]


def test_incoming_and_outgoing_series_count_apart(user):
    assert file_now(user, kind="E").number.endswith("-E-000001")
    assert file_now(user, kind="S").number.endswith("-S-000001")


def test_rolled_back_request_leaves_no_gap(user):
    first = file_now(user)
    file_and_roll_back(user)
    assert file_now(user).sequence == first.sequence + 1
    assert Radicado.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("instant", "year"),
    [
        ("2027-01-01 04:59:59+00:00", 2026),  # 23:59:59 of 31 December in Bogotá
        ("2027-01-01 05:00:00+00", 2027),  # 00:00:00 of 1 January
    ],
)
def test_year_is_that_of_bogota(clock, instant, year):
    clock(instant)
    assert file_now(person_user()).number == f"{year}-E-000001"


@pytest.mark.django_db(transaction=True)
def test_count_starts_again_each_year(clock):
    user = person_user()
    clock("2026-12-31 23:59:00-05:00")
    file_now(user)
    assert file_now(user).number == "2026-E-000002"
    clock("2027-01-01 00:01:00-05:00")
    assert file_now(user).number == "2027-E-000001"


@pytest.mark.django_db(transaction=True)
def test_clock_that_is_set_back_a_little_does_not_disorder_instants(clock):
    user = person_user()
    clock("2026-06-01 12:00:00-05:00")
    before = file_now(user)
    clock("2026-06-01 11:59:00-05:00")
    after = file_now(user)
    assert (after.sequence, after.filed_at > before.filed_at) == (before.sequence + 1, True)


# Of the database at an instant, and of whoever files: the constraint that refuses, "" when a number is given. The
# last one was given on 31 December at noon.
CLOCKS = [
    ("2026-12-31 12:05:00-05:00", "2026-12-31 12:04:00-05:00", ""),
    ("2026-12-31 12:05:00-05:00", "2026-12-31 12:06:30-05:00", ""),
    # A weekend, holidays, the next year, a copy restored years later: time may pass.
    ("2027-01-04 08:00:00-05:00", "2027-01-04 08:00:01-05:00", ""),
    ("2029-03-05 08:00:00-05:00", "2029-03-05 08:00:01-05:00", ""),
    # The database's clock ahead: three minutes, one that crosses New Year, a year. And behind.
    ("2026-12-31 12:08:00-05:00", "2026-12-31 12:05:00-05:00", "radicado_clocks_agree"),
    ("2027-01-01 00:01:00-05:00", "2026-12-31 12:05:00-05:00", "radicado_clocks_agree"),
    ("2027-12-31 12:05:00-05:00", "2026-12-31 12:05:00-05:00", "radicado_clocks_agree"),
    ("2025-12-31 12:05:00-05:00", "2026-12-31 12:05:00-05:00", "radicado_clocks_agree"),
    # The portal's.
    ("2026-12-31 12:05:00-05:00", "2027-12-31 12:05:00-05:00", "radicado_clocks_agree"),
    # Both, of one machine, back before what was given.
    ("2026-12-31 11:59:00-05:00", "2026-12-31 11:59:00-05:00", ""),
    ("2026-12-31 11:57:00-05:00", "2026-12-31 11:57:00-05:00", "radicado_after_the_last"),
    ("2025-12-31 12:00:00-05:00", "2025-12-31 12:00:00-05:00", "radicado_after_the_last"),
    # Midnight between the letter and its number, in Bogotá and in no other place.
    ("2027-01-01 00:00:01-05:00", "2026-12-31 23:59:59-05:00", "radicado_of_its_day"),
    ("2027-01-01 00:00:01+00:00", "2026-12-31 23:59:59+00:00", ""),
]


@pytest.mark.parametrize(("database", "filer", "refused_by"), CLOCKS)
@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_by_a_clock_that_must_be_wrong(database, filer, refused_by, clock):
    """Nor for a letter of another day; whoever filed is asked to come back, as when the database is away."""
    user = person_user()
    clock("2026-12-31 12:00:00-05:00")
    last = file_now(user)
    clock(database, of_filer=filer)
    if refused_by:
        with pytest.raises(OperationalError) as refusal:
            file_now(user)
        assert broken_constraint(refusal.value) == refused_by
        clock("2026-12-31 12:10:00-05:00")
    given = file_now(user)
    assert given.filed_at > last.filed_at
    assert given.year > last.year or given.sequence == last.sequence + 1


@pytest.mark.django_db(transaction=True)
def test_clock_set_back_over_new_year_gives_no_number_of_a_year_that_its_letter_does_not_tell(clock):
    user = person_user()
    clock("2027-01-01 00:00:10-05:00")
    file_now(user)
    clock("2026-12-31 23:59:50-05:00")
    with pytest.raises(OperationalError, match="Cambió el día"):
        file_now(user)
    clock("2027-01-01 00:00:05-05:00")
    assert file_now(user).number == "2027-E-000002"


@pytest.mark.django_db(transaction=True)
def test_what_the_manual_says_sets_the_count_right_after_a_clock_that_was_a_year_ahead(clock):
    user = person_user()
    clock("2026-06-01 12:00:00-05:00")
    file_now(user)
    clock("2027-06-01 12:00:00-05:00")
    assert file_now(user).number == "2027-E-000001"
    clock("2026-06-01 12:10:00-05:00")
    with pytest.raises(OperationalError, match="todavía no llega"):
        file_now(user)
    manual = (settings.BASE_DIR / "docs" / "produccion.md").read_text(encoding="utf-8")
    (remedy,) = re.findall("```sql\n(.*?)```", manual, re.DOTALL)
    with connection.cursor() as cursor:
        cursor.execute(remedy.replace("now()", "'2026-06-01 12:10:00-05'::timestamptz"))
    assert [file_now(user).number, file_now(user).number] == ["2026-E-000002", "2026-E-000003"]
    clock("2027-07-01 12:00:00-05:00")
    assert file_now(user).number == "2027-E-000002"


def test_sequence_wider_than_the_format_keeps_its_digits(user):
    first = file_now(user)
    with without_triggers():  # as if a million had been filed
        Consecutivo.objects.update(last=1_234_566)
    assert file_now(user).number == f"{first.year}-E-1234567"


@pytest.mark.django_db(transaction=True)
def test_number_is_refused_outside_a_transaction():
    with pytest.raises(NotInTransactionError):
        radicar(radicado=prepared_radicado(person_user()), acknowledge_to="")
    assert not Consecutivo.objects.exists()


def test_number_cannot_be_chosen(user):
    radicado = prepared_radicado(user, year=1999, sequence=77)
    radicar(radicado=radicado, acknowledge_to="")
    radicado.refresh_from_db()
    assert (radicado.year > 2000, radicado.sequence) == (True, 1)


@pytest.mark.django_db(transaction=True)
def test_thirty_concurrent_filers_a_third_of_them_rolled_back_leave_no_gap_and_keep_the_order():
    users = [person_user() for _ in range(30)]
    start = threading.Barrier(len(users), timeout=60)

    def file_twice(position: int) -> None:
        start.wait()
        try:
            for _ in range(2):
                if position % 3 == 0:
                    file_and_roll_back(users[position])
                else:
                    file_now(users[position])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(users)) as filers:
        list(filers.map(file_twice, range(len(users))))

    by_number = list(Radicado.objects.order_by("sequence").values_list("sequence", "filed_at"))
    assert [sequence for sequence, _ in by_number] == list(range(1, 41))
    instants = [instant for _, instant in by_number]
    assert instants == sorted(set(instants))


# --- What filing leaves --------------------------------------------------------------------------------


def test_filing_leaves_the_trail_the_queue_and_a_code(user):
    radicado = file_now(user)
    filed = radicado.actuaciones.get()
    assert (filed.kind, filed.at, filed.by) == (Actuacion.Kind.FILED, radicado.filed_at, user)
    assert list(LetterIssuance.objects.due()) == [radicado.issuance]
    assert len(radicado.verification_code) == 18
    assert radicado.status == Radicado.Status.PENDING


@pytest.fixture(params=["closed", "mute"])
def absent_broker(request) -> str:
    """The address of a broker that refuses connections, or takes them and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if request.param == "mute":
            server.listen(8)
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_without_a_broker_filing_neither_fails_nor_waits(absent_broker, process_environment):
    """In a process of its own, as a web worker that starts while the broker is down."""
    script = (
        "import django; django.setup()\n"
        "from time import monotonic\n"
        "from django.db import transaction\n"
        "from accounts.models import User\n"
        "from tests.factories import file_simple\n"
        "began = monotonic()\n"
        "with transaction.atomic():\n"
        "    file_simple(User.objects.get())\n"
        "print(monotonic() - began)\n"
    )
    person_user()
    env = process_environment | {"REDIS_URL": absent_broker}
    run = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert float(run.stdout) < 3  # the broker's own time-outs are of five seconds, two rings of them
    assert LetterIssuance.objects.pending().get().radicado.number


# --- Permanence ----------------------------------------------------------------------------------------


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return "permanente" in str(error) or "no se puede" in str(error) or "solo avanza" in str(error)
    return False


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Otro asunto"},
        {"snapshot": {}},
        {"verification_code": "A" * 18},
        {"filed_at": "2020-01-01T00:00:00Z"},
        {"sequence": 9},
        {"year": 2020},
        {"slot": "otro"},
        {"filer_name": "Otro"},
    ],
)
def test_what_was_filed_cannot_be_changed(user, change):
    radicado = file_now(user)
    assert refused(lambda: Radicado.objects.filter(pk=radicado.pk).update(**change))


def test_nothing_is_ever_deleted(user):
    radicado = file_now(user)
    SignedLetter.objects.create(radicado=radicado, pdf=b"%PDF")
    for model in (Actuacion, SignedLetter, Consecutivo):
        assert refused(lambda model=model: model.objects.all()._raw_delete("default")), model
    assert refused(lambda: Radicado.objects.all()._raw_delete("default"))
    assert refused(lambda: SignedLetter.objects.update(pdf=b"other"))
    assert refused(lambda: Actuacion.objects.update(detail="other"))
    for last in (0, 2, 500):
        assert refused(lambda last=last: Consecutivo.objects.update(last=last))
    assert refused(lambda: Consecutivo.objects.create(kind="E", year=1999, last=7, last_at=radicado.filed_at))


@pytest.mark.parametrize(
    "table", ["radicados_consecutivo", "radicados_radicado", "radicados_actuacion", "radicados_signedletter"]
)
def test_nothing_is_ever_emptied(user, table):
    file_now(user)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert refused(lambda: cursor.execute(f"TRUNCATE {table} CASCADE"))


def test_nothing_is_born_issued_or_annulled(user):
    radicado = prepared_radicado(user, issued_at="2020-01-01T00:00:00Z", sha256="a" * 64)
    radicar(radicado=radicado, acknowledge_to="")
    radicado.refresh_from_db()
    assert (radicado.issued_at, radicado.sha256, radicado.annulled_at) == (None, "", None)


def test_unknown_series_is_refused(user):
    with pytest.raises(IntegrityError, match="radicado_known_series"):
        file_now(user, kind="X")


def test_issue_is_written_once(user):
    radicado = file_now(user)
    facts = {"sha256": "a" * 64, "signature_level": "B-B", "signed_by": "CN=x"}
    mine = Radicado.objects.filter(pk=radicado.pk)
    mine.update(issued_at=radicado.filed_at, **facts)
    assert refused(lambda: mine.update(sha256="b" * 64))
    assert refused(lambda: mine.update(issued_at=None, sha256="", signature_level="", signed_by=""))


def test_issued_letter_without_its_facts_is_refused(user):
    radicado = file_now(user)
    with pytest.raises(IntegrityError, match="radicado_issued_whole"):
        Radicado.objects.filter(pk=radicado.pk).update(issued_at=radicado.filed_at)


# --- Annulment and slots -------------------------------------------------------------------------------


def test_annulment_keeps_the_row_and_the_number(user):
    radicado = file_now(user)
    annul(radicado=radicado, by=user, reason="Se radicó por error.")
    radicado.refresh_from_db()
    assert (radicado.status, radicado.annulment_reason) == ("annulled", "Se radicó por error.")
    assert radicado.actuaciones.last().kind == Actuacion.Kind.ANNULLED
    assert file_now(user).sequence == radicado.sequence + 1


def test_second_annulment_changes_nothing(user):
    radicado = file_now(user)
    annul(radicado=radicado, by=user, reason="Primera razón.")
    with pytest.raises(AlreadyAnnulledError):
        annul(radicado=radicado, by=user, reason="Segunda razón.")
    radicado.refresh_from_db()
    assert radicado.annulment_reason == "Primera razón."
    assert refused(lambda: Radicado.objects.update(annulment_reason="Otra"))


def test_slot_admits_one_live_radicado_and_annulment_frees_it(user):
    first = file_now(user, slot="oec:1:company:1")
    with pytest.raises(IntegrityError, match="uq_live_radicado_per_slot"):
        file_now(user, slot="oec:1:company:1")
    annul(radicado=first, by=user, reason="Datos equivocados.")
    second = file_now(user, slot="oec:1:company:1")
    assert second.sequence == first.sequence + 1


def test_annulled_radicado_needs_no_letter(user):
    radicado = file_now(user)
    annul(radicado=radicado, by=user, reason="Se radicó por error.")
    assert LetterIssuance.objects.claim(radicado.pk) is None
    assert not LetterIssuance.objects.unissued().exists()
