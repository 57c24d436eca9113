"""Two hundred who send half of something, and two hundred who ask and never read, before the whole portal."""

import socket
import time
from contextlib import ExitStack

from inm_portal import serving
from tests.faults.test_web import BEGINNINGS, DAWDLERS

UNREAD = b"GET /tarifas/ HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20


def test_dawdlers_keep_nobody_waiting_and_are_let_go(ledger, portal):
    petitions = ledger.open_petitions(4)
    with ExitStack() as open_sockets:
        dawdlers = []
        for beginning in DAWDLERS // 4 * [*BEGINNINGS.values()] + DAWDLERS * [UNREAD]:
            dawdler = open_sockets.enter_context(socket.create_connection(("127.0.0.1", portal.port)))
            dawdler.sendall(beginning)
            dawdlers.append((dawdler, beginning))
        end = time.monotonic() + serving.HEAD_SECONDS + 3
        while time.monotonic() < end:
            for path in ("/", "/tarifas/", "/salud/"):
                assert ledger.get(path).status == 200
        assert {answer.status for answer in ledger.send_all(petitions)} == {302}
        heads = [dawdler for dawdler, beginning in dawdlers if beginning == BEGINNINGS["half a head"]]
        assert all(is_closed(dawdler) for dawdler in heads)
    ledger.judge()


def is_closed(visitor: socket.socket) -> bool:
    visitor.settimeout(1)
    try:
        return visitor.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
