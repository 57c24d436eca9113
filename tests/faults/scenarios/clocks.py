"""The clock of one part is an hour ahead, or behind, while people file. Nobody can tell whose is wrong: nothing is
numbered or signed by two that disagree, health says so, and once they agree again all goes on by itself. Whatever they
say, a radicado has the date of the database's.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.ledger import HEALTH, Ledger
from tests.faults.portal import Portal
from tests.running import eventually

SKEWED = Path(__file__).resolve().parent.parent / "skewed"
ALARM_SECONDS = 150  # the portal looks at itself each minute
HOUR = 3600
PETITIONS = 3
# Of each part that is wrong: what answers whoever files meanwhile, and the alarms that sound.
PARTS = {
    "PostgreSQL": (503, {"clock_web", "clock_worker", "clock_scheduler"}),
    "web": (503, {"clock_web"}),
    "worker": (302, {"clock_worker"}),
    "beat": (302, {"clock_scheduler"}),
}


class Clocks:
    """What each part of a portal takes for the time: ours, and so many seconds more."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)  # the database is another user's
        self.folder, self.library = folder, folder / "clock.so"
        compiler = shutil.which("cc")
        assert compiler, "Falta un compilador de C: apt-get install gcc libc6-dev"
        subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", self.library, SKEWED / "clock.c"], check=True)
        for part in PARTS:
            self._tell(part, 0)

    @contextmanager
    def skewed(self, part: str, seconds: int) -> Iterator[None]:
        self._tell(part, seconds)
        try:
            yield
        finally:
            self._tell(part, 0)

    def _tell(self, part: str, seconds: int) -> None:
        """At once, and never half-written."""
        written = self.folder / "new"
        written.write_text(f"{seconds}\n")
        written.chmod(0o644)
        os.replace(written, self.folder / part)


@pytest.fixture(scope="module")
def clocks() -> Iterator[Clocks]:
    with TemporaryDirectory(prefix="portal-clocks-") as folder:
        yield Clocks(Path(folder))


@pytest.fixture(scope="module")
def portal(start_portal, clocks) -> Portal:
    told = {"PYTHONPATH": str(SKEWED), "SKEW_FOLDER": str(clocks.folder), "SKEW_LIBRARY": str(clocks.library)}
    return start_portal("reloj", environment=told)


@pytest.mark.parametrize("seconds", [HOUR, -HOUR])
@pytest.mark.parametrize("part", PARTS)
def test_a_clock_that_is_wrong_and_is_put_right(portal, clocks, tmp_path, part, seconds):
    status, alarms = PARTS[part]
    ledger = Ledger(tmp_path / "ledger.jsonl", portal)
    petitions, processes = ledger.open_petitions(2 * PETITIONS), portal.parts()
    with clocks.skewed(part, seconds):
        assert {answer.status for answer in ledger.send_all(petitions[:PETITIONS])} == {status}
        assert eventually(lambda: alarms <= ledger.alarms(), ALARM_SECONDS), portal.get(HEALTH).text
        assert portal.get(HEALTH).status == 503
    ledger.becomes_green(ALARM_SECONDS)
    assert {answer.status for answer in ledger.send_all(petitions)} == {302}
    ledger.judge()
    assert len({note["token"] for note in ledger.noted("acknowledged")}) == 2 * PETITIONS
    assert portal.parts() == processes  # nobody was started again
