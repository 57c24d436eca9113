"""The database's clock is an hour ahead, or behind, while people file. Nobody can tell whose is wrong: nothing is
numbered until the clocks agree again, and nothing that was promised is lost."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.faults.ledger import HEALTH, Ledger
from tests.faults.portal import Portal
from tests.running import eventually

SKEWED = Path(__file__).resolve().parent.parent / "skewed"
LIBRARIES = [Path(f"/usr/lib/{machine}-linux-gnu/faketime/libfaketimeMT.so.1") for machine in ("x86_64", "aarch64")]
ALARM_SECONDS = 150  # the portal looks at itself each minute
PETITIONS = 3


class Clock:
    """What the database takes for the time: ours, and so much more or less."""

    def __init__(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="portal-clock-"))
        folder.chmod(0o755)  # the database is another user's
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        self.file = folder / "clock"
        self.skew("+0")

    def skew(self, by: str) -> None:
        """At once, and never half-written."""
        written = self.file.with_suffix(".new")
        written.write_text(f"{by}\n")
        os.replace(written, self.file)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def portal(start_portal, clock) -> Portal:
    library = next((str(each) for each in LIBRARIES if each.exists()), "")
    assert library, "Falta libfaketime: apt-get install faketime"
    told = {"PYTHONPATH": str(SKEWED), "SKEW_FILE": str(clock.file), "SKEW_LIBRARY": library}
    return start_portal("reloj", environment=told)


@pytest.mark.parametrize("skew", ["+1h", "-1h"])
def test_nothing_is_numbered_until_the_clocks_agree_again(portal, clock, tmp_path, skew):
    ledger = Ledger(tmp_path / "ledger.jsonl", portal)
    petitions = ledger.open_petitions(PETITIONS)
    clock.skew(skew)
    assert {answer.status for answer in ledger.send_all(petitions)} == {503}
    assert eventually(lambda: "clock" in portal.get(HEALTH).text, ALARM_SECONDS), portal.get(HEALTH).text
    assert portal.get(HEALTH).status == 503
    clock.skew("+0")
    ledger.becomes_green(ALARM_SECONDS)
    assert {answer.status for answer in ledger.send_all(petitions)} == {302}
    ledger.judge()
    assert len(ledger.noted("acknowledged")) == PETITIONS
