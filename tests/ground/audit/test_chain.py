"""The trail is only ever added to, and whoever goes behind the portal's back is found out."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import StringIO
from threading import Event
from time import sleep

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from accounts.models import User
from ground.audit.chain import GENESIS, Head, verify
from ground.audit.models import Action, Entry, Seal, record
from ground.audit.tasks import note_head
from inm_portal.celery import app
from tests.factories import ProfileFactory, UserFactory
from tests.triggers import without_triggers

FORGED_HASH = "f" * 64


@pytest.fixture
def entries(db) -> list[Entry]:
    """Five sealed entries."""
    user = UserFactory(username="Ñandú")
    entries = [
        record(
            Action.READ,
            actor=user,
            subject=user,
            n=n,
            words='"\\\t\u2028 ñ €',
            deep={"bb": [1.50, None], "a": True},
        )
        for n in range(5)
    ]
    connection.check_constraints()
    return entries


def tamper(*statements: str) -> None:
    with without_triggers(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def verify_audit(*options: str) -> str:
    out = StringIO()
    call_command("verify_audit", *options, stdout=out)
    return out.getvalue().strip()


def complaint(*options: str) -> str:
    with pytest.raises(CommandError) as raised:
        verify_audit(*options)
    assert raised.value.returncode == 1
    return str(raised.value)


def test_whole_chain_is_told_with_its_head(entries):
    last = Seal.objects.get(position=5)
    assert verify_audit() == f"5 asientos, íntegra, cabeza: 5:{last.sha256}"
    assert [seal.entry_id for seal in Seal.objects.order_by("position")] == [entry.pk for entry in entries]


def test_empty_chain_is_whole(db):
    assert verify_audit() == f"0 asientos, íntegra, cabeza: 0:{GENESIS}"


# --- Tampering -----------------------------------------------------------------------------------------
ALTERED = {
    "at": "at + interval '1 microsecond'",
    "action": "'changed'",
    "actor_id": "NULL",
    "actor_name": "''",
    "subject_type": "'accounts.profile'",
    "subject_id": "'1'",
    "detail": "detail - 'n'",
    "address": "'192.0.2.1'",
}
FORGED_ENTRY = """
    INSERT INTO audit_entry (at, action, actor_name, subject_type, subject_id, detail)
    VALUES (now(), 'read', 'nadie', '', '', '{{}}')
"""
SWAPPED_CONTENTS = """
    UPDATE audit_entry entry
    SET (at, action, actor_id, actor_name, subject_type, subject_id, detail, address) =
        (SELECT at, action, actor_id, actor_name, subject_type, subject_id, detail, address
         FROM audit_entry other WHERE other.id = CASE entry.id WHEN {e2} THEN {e4} ELSE {e2} END)
    WHERE entry.id IN ({e2}, {e4})
"""
SWAPPED_NUMBERS = """
    UPDATE audit_entry SET id = -1 WHERE id = {e2};
    UPDATE audit_entry SET id = {e2} WHERE id = {e4};
    UPDATE audit_entry SET id = {e4} WHERE id = -1
"""
SWAPPED_SEALS = """
    UPDATE audit_seal SET position = 99 WHERE position = 2;
    UPDATE audit_seal SET position = 2 WHERE position = 4;
    UPDATE audit_seal SET position = 4 WHERE position = 99
"""
SWAPPED_SEALED_ENTRIES = """
    UPDATE audit_seal SET entry_id = -1 WHERE position = 2;
    UPDATE audit_seal SET entry_id = {e2} WHERE position = 4;
    UPDATE audit_seal SET entry_id = {e4} WHERE position = 2
"""
TAMPERINGS = {
    **{
        f"altered {column}": (
            f"UPDATE audit_entry SET {column} = {value} WHERE id = {{e3}}",
            "el asiento {e3}, de la posición 3, fue alterado",
        )
        for column, value in ALTERED.items()
    },
    "deleted first": ("DELETE FROM audit_entry WHERE id = {e1}", "falta el asiento {e1}, de la posición 1"),
    "deleted middle": ("DELETE FROM audit_entry WHERE id = {e3}", "falta el asiento {e3}, de la posición 3"),
    "deleted last": ("DELETE FROM audit_entry WHERE id = {e5}", "falta el asiento {e5}, de la posición 5"),
    "deleted two": (
        "DELETE FROM audit_entry WHERE id IN ({e4}, {e2})",
        "falta el asiento {e2}, de la posición 2",
    ),
    "deleted middle and its seal": (
        "DELETE FROM audit_seal WHERE position = 3; DELETE FROM audit_entry WHERE id = {e3}",
        "falta el sello de la posición 3",
    ),
    "deleted first and its seal": (
        "DELETE FROM audit_seal WHERE position = 1; DELETE FROM audit_entry WHERE id = {e1}",
        "falta el sello de la posición 1",
    ),
    "deleted last seal": ("DELETE FROM audit_seal WHERE position = 5", "el asiento {e5} no tiene sello"),
    "closed gap": (
        """DELETE FROM audit_seal WHERE position = 3; DELETE FROM audit_entry WHERE id = {e3};
           UPDATE audit_seal SET position = 3 WHERE position = 4""",
        "el sello de la posición 3 no sigue al anterior.",
    ),
    "swapped contents": (SWAPPED_CONTENTS, "posición 2, está cambiado por el asiento {e4}"),
    "swapped numbers": (SWAPPED_NUMBERS, "posición 2, está cambiado por el asiento {e4}"),
    "swapped seals": (
        SWAPPED_SEALS,
        "el sello de la posición 2 no sigue al anterior: el que debía seguirle está en la posición 4",
    ),
    "swapped sealed entries": (SWAPPED_SEALED_ENTRIES, "posición 2, está cambiado por el asiento {e2}"),
    "altered hash": (
        f"UPDATE audit_seal SET sha256 = '{FORGED_HASH}' WHERE position = 3",
        "el asiento {e3}, de la posición 3, fue alterado, o lo fue su sello",
    ),
    "altered link": (
        f"UPDATE audit_seal SET previous = '{FORGED_HASH}' WHERE position = 3",
        "el sello de la posición 3 no sigue al anterior.",
    ),
    "inserted unsealed": (FORGED_ENTRY, "no tiene sello"),
    "unfinished seal": (
        "UPDATE audit_seal SET position = -7 WHERE position = 5",
        "falta el sello de la posición 1",
    ),
    "impossible instant": (
        "UPDATE audit_entry SET at = 'infinity' WHERE id = {e3}",
        "el asiento {e3}, de la posición 3, fue alterado",
    ),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_first_row_tampered_with_is_named(entries, tampering):
    numbers = {f"e{n}": entry.pk for n, entry in enumerate(entries, 1)}
    statements, expected = (text.format(**numbers) for text in TAMPERINGS[tampering])
    tamper(*statements.split(";"))
    assert expected in complaint()


def test_every_column_of_an_entry_is_tampered_with_above():
    columns = {field.column for field in Entry._meta.concrete_fields}
    assert columns - {"id"} == set(ALTERED)


def test_cut_off_end_is_found_by_a_head_noted_before(entries):
    head = str(verify())
    tamper(
        "DELETE FROM audit_seal WHERE position >= 4",
        f"DELETE FROM audit_entry WHERE id >= {entries[3].pk}",
    )
    assert "3 asientos, íntegra" in verify_audit()  # a shorter chain is a chain
    assert "la cadena llega a la posición 3 y se había anotado la 5" in complaint("--head", head)
    for n in range(2):
        record(Action.READ, n=n)
    connection.check_constraints()
    assert "la posición 5 no tiene la huella que se había anotado" in complaint("--head", head)


def test_head_noted_before_stands_when_the_chain_grows(entries):
    head = verify()
    record(Action.READ)
    connection.check_constraints()
    assert "6 asientos, íntegra" in verify_audit("--head", f"{head}")
    assert "6 asientos, íntegra" in verify_audit("--head", f"0:{GENESIS}")


@pytest.mark.parametrize("head", ["", "5", f"x:{GENESIS}", "5:abc", f"5:{GENESIS}0"])
def test_head_that_is_none_is_refused(db, head):
    assert "no es una cabeza" in complaint("--head", head)


def test_clock_notes_the_head_every_day(entries, caplog):
    (entry,) = (entry for entry in app.conf.beat_schedule.values() if entry["task"] == note_head.name)
    assert entry["schedule"].is_due(datetime.now(UTC)).next <= 24 * 3600
    with caplog.at_level("INFO"):
        note_head()
    (noted,) = re.findall(r"audit head (\d+:[0-9a-f]{64})", caplog.text)
    assert "íntegra" in verify_audit("--head", noted)


def test_empty_chain_is_noted_too(db, caplog):
    with caplog.at_level("INFO"):
        note_head()
    assert f"audit head 0:{GENESIS}" in caplog.text


# --- Permanence ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(actor_name=""),
        lambda: Entry.objects.first().save(),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Seal.objects.update(sha256=FORGED_HASH),
        lambda: Seal.objects.all()._raw_delete("default"),
        lambda: Seal.objects.all().delete(),
        lambda: Seal.objects.create(position=6, entry=Entry.objects.first(), previous="", sha256=""),
        lambda: Seal.objects.create(position=-6, entry=Entry.objects.first(), previous="", sha256=""),
    ],
)
def test_code_of_the_portal_cannot_change_the_trail(entries, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()
    assert "5 asientos, íntegra" in verify_audit()


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
def test_tables_of_the_trail_cannot_be_emptied(entries, table):
    refused = pytest.raises(IntegrityError, match="registro permanente")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_instant_is_the_servers_whatever_is_given(db):
    entry = Entry.objects.create(action=Action.READ, at=datetime(2020, 1, 1, tzinfo=UTC))
    entry.refresh_from_db()
    assert entry.at.year > 2020


def test_entry_number_chosen_to_take_a_place_is_refused(entries):
    Entry.objects.create(pk=-7, action=Action.READ)
    with pytest.raises(IntegrityError):
        connection.check_constraints()


# --- Many at once --------------------------------------------------------------------------------------
def in_thread(work):
    """`work` for another thread, whose connection is closed when it ends."""

    def run(*args):
        try:
            return work(*args)
        finally:
            connections.close_all()

    return run


@in_thread
def commit_some(number: int) -> None:
    for turn in range(4):
        with transaction.atomic():
            record(Action.READ, number=number, turn=turn)
            record(Action.CHANGED, number=number, turn=turn)
            transaction.set_rollback(turn == 1)
        record(Action.SEARCHED, number=number, turn=turn)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_chain_without_gaps():
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(commit_some, range(20)))
    head = verify()
    assert head.position == Entry.objects.count() == 20 * (3 * 2 + 4)
    assert verify(head) == head


@pytest.mark.django_db(transaction=True)
def test_rolled_back_entries_leave_no_gap():
    record(Action.READ)
    with transaction.atomic():
        record(Action.READ)
        transaction.set_rollback(True)
    record(Action.READ)
    assert verify() == Head(2, Seal.objects.get(position=2).sha256)


@pytest.mark.django_db(transaction=True)
def test_chain_is_locked_after_every_other_lock():
    """Else two would wait for each other: one with the chain for a row, one with the row for the chain."""
    user = UserFactory()
    is_locked = Event()

    @in_thread
    def record_and_refer():
        is_locked.wait(30)
        with transaction.atomic():
            record(Action.CHANGED)
            ProfileFactory(user=user)  # its foreign key is looked at when it commits

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            is_locked.set()
            other = threads.submit(record_and_refer)
            wait_until_somebody_waits()
            record(Action.READ)
        other.result(30)
    assert verify().position == 2


def wait_until_somebody_waits() -> None:
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.1)
    raise AssertionError("Nobody waited.")
