"""Whatever is killed in the middle of its work comes back by itself, and nothing that was promised is lost."""

import signal
import threading

import pytest

PETITIONS = 24


def test_worker_and_its_children_killed_while_they_make_letters(ledger, portal):
    petitions = ledger.open_petitions(PETITIONS)
    sending = threading.Thread(target=ledger.send_all, args=(petitions,))
    sending.start()
    for process in portal.family("worker")[1:]:  # a child first, then all of them at once
        process.kill()
    ledger.send_all(petitions[:2])  # whoever sends twice has filed once
    portal.signal("worker", signal.SIGKILL)
    sending.join()
    ledger.judge()
    assert len(ledger.noted("acknowledged")) >= PETITIONS


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGQUIT])
def test_database_killed_while_people_file(ledger, portal, number):
    petitions = ledger.open_petitions(PETITIONS)
    sending = threading.Thread(target=ledger.send_all, args=(petitions,))
    sending.start()
    portal.parts()["PostgreSQL"].send_signal(number)
    sending.join()
    ledger.becomes_green()
    ledger.send_all(petitions)  # as whoever was not answered does
    ledger.judge()
    assert {note["token"] for note in ledger.noted("acknowledged")} == {each["draft"][:36] for each in petitions}
