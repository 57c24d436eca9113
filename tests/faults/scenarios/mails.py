"""A mail server that refuses for a while: nothing is lost, each mail goes once, and nobody restarts anything."""

import time

from tests.faults.ledger import Ledger
from tests.faults.mail_server import MailServer
from tests.pqrsd.form_answers import BY_APPLICANT

PETITIONS = 8


def test_mails_wait_for_a_server_that_refuses(start_portal, tmp_path):
    with MailServer() as server:
        # More tries than in an installation, each a moment after the other.
        environment = {"EMAIL_URL": server.url, "WORK_BACKOFF_MAX_SECONDS": "2", "WORK_MAX_ATTEMPTS": "30"}
        ledger = Ledger(tmp_path / "ledger.jsonl", start_portal("mails", environment=environment))
        named = BY_APPLICANT["natural"] | {"applicant-applicant": "natural"}
        petitions = [petition | named for petition in ledger.open_petitions(PETITIONS)]
        before, server.refuses = dict(server.taken), True
        assert {answer.status for answer in ledger.send_all(petitions)} == {302}
        time.sleep(8)
        assert dict(server.taken) == before
        server.refuses = False
        ledger.judge()
        assert len(server.taken) >= len(before) + PETITIONS
        assert set(server.taken.values()) == {1}
