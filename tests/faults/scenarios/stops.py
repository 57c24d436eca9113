"""What the portal stands on stops in the middle of its work, mute and not dead, and goes on again."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.faults.ledger import HEALTH

PAGES = ("/", "/tarifas/", "/noticias/", "/pqrsd/radicar/", "/verificar/", "/admin/login/", "/en/")
PETITIONS = 12
MUTE_SECONDS = 25


@contextmanager
def mute(portal, name):
    """Every process of a part stands still."""
    stopped = portal.family(name)
    for process in stopped:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            process.send_signal(signal.SIGCONT)


def test_database_that_stands_still_while_people_read_and_file(ledger, portal):
    petitions = ledger.open_petitions(PETITIONS)
    with mute(portal, "PostgreSQL"):
        end = time.monotonic() + MUTE_SECONDS
        with ThreadPoolExecutor(20) as visitors:
            sent = [visitors.submit(ledger.send, petition) for petition in petitions]
            while time.monotonic() < end:
                read = list(visitors.map(ledger.get, PAGES))
                assert {page.status for page in read} <= {200, 302, 503}
                assert ledger.get("/salud/").status == 200
                assert ledger.get("/static/img/mark.svg").seconds < 2
                assert ledger.get(HEALTH).status == 503
            told = [future.result() for future in sent]
        assert {answer.status for answer in told} == {503}
        assert all("Enviar otra vez" in answer.text for answer in told)
        assert all(answer.headers["Retry-After"] for answer in told)
    ledger.becomes_green()
    assert {answer.status for answer in ledger.send_all(petitions)} == {302}
    ledger.judge()


def test_broker_that_stands_still_while_people_file(ledger, portal):
    petitions = ledger.open_petitions(PETITIONS)
    with mute(portal, "Valkey"):
        assert {answer.status for answer in ledger.send_all(petitions)} == {302}
        assert ledger.get(HEALTH).status == 503
    ledger.becomes_green()
    ledger.judge()


def test_broker_killed_while_people_file(ledger, portal):
    petitions = ledger.open_petitions(PETITIONS)
    portal.signal("Valkey", signal.SIGKILL)
    assert {answer.status for answer in ledger.send_all(petitions)} == {302}
    ledger.becomes_green()
    ledger.judge()


def test_worker_that_stands_still_longer_than_it_may_hold_a_letter(ledger, portal):
    petitions = ledger.open_petitions(PETITIONS)
    with mute(portal, "worker"):
        assert {answer.status for answer in ledger.send_all(petitions)} == {302}
        time.sleep(8)  # the lease of what it had begun is over
    ledger.judge()
