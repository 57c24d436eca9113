"""A certificate that expires stops letters and nothing else, sounds, and is renewed in place without a restart."""

from datetime import UTC, datetime, timedelta

from radicados import demo_pki
from tests.running import eventually

ALARM_SECONDS = 90  # the portal looks at itself each minute


def test_letters_wait_for_the_certificate_and_go_by_themselves_once_it_is_renewed(ledger, portal):
    pki, long_ago = portal.var / "pki", datetime.now(UTC) - timedelta(days=20)
    demo_pki.store(demo_pki.make(valid_from=long_ago, validity=timedelta(days=10)), pki)
    ledger.send_all(ledger.open_petitions(3))
    assert eventually(lambda: "certificate" in portal.get("/salud/listo").text.partition("]")[0], ALARM_SECONDS)
    assert portal.get("/salud/listo").status == 503
    demo_pki.store(demo_pki.make(), pki)
    ledger.becomes_green(ALARM_SECONDS)
    ledger.judge()
    assert len(ledger.noted("acknowledged")) == 3
