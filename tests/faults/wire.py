"""A wire between a client and a server, which may fall silent: neither side is told."""

import selectors
import socket
import threading
from urllib.parse import parse_qs, urlsplit

MOMENT = 0.02  # seconds


class Wire:
    """Listens on a port of its own and carries what comes to the server of that URL and back, as a context manager."""

    def __init__(self, url: str):
        self._url = urlsplit(url)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self._ends: dict[socket.socket, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._door, selectors.EVENT_READ)
        self._speaks, self._is_over = threading.Event(), False
        self._speaks.set()
        self._thread = threading.Thread(target=self._carry)

    def __enter__(self) -> "Wire":
        self._thread.start()
        return self

    def __exit__(self, *exception) -> None:
        self._is_over = True
        self._thread.join()
        for end in (*self._ends, self._door, self._selector):
            end.close()

    @property
    def url(self) -> str:
        """The server's, by way of this wire."""
        user = f"{self._url.username}:{self._url.password or ''}@" if self._url.username else ""
        return self._url._replace(netloc=f"{user}127.0.0.1:{self._door.getsockname()[1]}", query="").geturl()

    def mute(self) -> None:
        """Whatever is sent is taken, and goes nowhere."""
        self._speaks.clear()

    def speak(self) -> None:
        """What was kept goes on its way."""
        self._speaks.set()

    def _carry(self) -> None:
        while not self._is_over:
            if self._speaks.wait(MOMENT):
                for key, _ in self._selector.select(MOMENT):
                    self._pass_on(key.fileobj) if key.fileobj in self._ends else self._connect()

    def _connect(self) -> None:
        try:
            client, _ = self._door.accept()
        except BlockingIOError:  # who knocked is gone already
            return
        if folder := parse_qs(self._url.query).get("host"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{folder[0]}/.s.PGSQL.{self._url.port or 5432}")
        else:
            server = socket.create_connection((self._url.hostname, self._url.port or 5432))
        self._ends |= {client: server, server: client}
        for end in (client, server):
            self._selector.register(end, selectors.EVENT_READ)

    def _pass_on(self, end: socket.socket) -> None:
        try:
            if data := end.recv(65_536):
                self._ends[end].sendall(data)
                return
        except OSError:
            pass  # one side is gone: so is the other
        for each in (end, self._ends[end]):
            self._selector.unregister(each)
            del self._ends[each]
            each.close()
