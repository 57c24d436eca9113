"""A portal to be harmed, and the ledger that judges it."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.portal import Portal

# One visitor of these files asks for more than any address may in an hour.
UNTHROTTLED = {"PQRSD_FILINGS_PER_HOUR": "100000"}
# A worker that died is made good within seconds.
QUICK = {"WORK_LEASE_SECONDS": "6", "WORK_BACKOFF_SECONDS": "1", "WORK_SWEEP_SECONDS": "2"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def start_portal(tmp_path_factory) -> Iterator[Callable[..., Portal]]:
    """`start_portal(name, before=…, environment=…)` starts one that is ready; none is left running."""
    started: list[Portal] = []

    def start(name: str, *, before: tuple[str, ...] = (), environment: dict[str, str] | None = None) -> Portal:
        environment = UNTHROTTLED | QUICK | (environment or {})
        portal = Portal(tmp_path_factory.mktemp(name), free_port(), before=before, environment=environment)
        started.append(portal)
        portal.read_until("Ctrl-C")
        assert portal.database_url
        return portal

    yield start
    for portal in started:
        portal.interrupt()


@pytest.fixture(scope="session")
def portal(start_portal) -> Portal:
    """The one that most scenarios share: each leaves it in order."""
    return start_portal("portal")


@pytest.fixture
def ledger(portal: Portal, tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.jsonl", portal)
