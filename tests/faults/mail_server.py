"""A mail server that may refuse, and keeps what it takes."""

import re
import socketserver
import threading
from collections import Counter


class MailServer(socketserver.ThreadingTCPServer):
    """Of SMTP what a sender needs, as a context manager; `taken` counts mails by their Message-ID."""

    daemon_threads = allow_reuse_address = True

    def __init__(self):
        self.refuses, self.taken = False, Counter()
        super().__init__(("127.0.0.1", 0), Conversation)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *exception) -> None:
        self.shutdown()
        super().__exit__(*exception)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        if self.server.refuses:
            self._say("421 no hay servicio")
            return
        self._say("220 prueba")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._say("354 adelante")
                self._take(b"".join(iter(self.rfile.readline, b".\r\n")))
            self._say("221 adios" if verb == b"QUIT" else "250 bien")
            if verb == b"QUIT":
                return

    def _take(self, mail: bytes) -> None:
        (name,) = re.findall(rb"^Message-ID: (.*?)\r?$", mail, re.MULTILINE | re.IGNORECASE)
        self.server.taken[name.decode()] += 1

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
