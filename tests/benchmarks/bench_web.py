"""Requests per second under gunicorn, as `run_portal` starts it, against an empty view in the same server.

The load comes from one process over keep-alive connections that always have one request under way, the same
for every page. Pages take turns in short blocks and the median block counts.
"""

import selectors
import socket
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.benchmarks import extra_page, room

CONNECTIONS = 32


@dataclass
class Line:
    """One keep-alive connection with one request under way."""

    socket: socket.socket
    received: bytes = b""

    def take(self) -> bool:
        """Read what has come; whether the answer is whole. Raises RuntimeError unless it is a 200."""
        self.received += self.socket.recv(1 << 16)
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return False
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(head.decode("latin-1"))
        return len(body) >= int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])


def answers_per_second(request: bytes, port: int, seconds: float) -> float:
    """Send the same request again and again; runs in a process of its own."""
    with selectors.DefaultSelector() as selector:
        lines = [Line(socket.create_connection(("127.0.0.1", port))) for _ in range(CONNECTIONS)]
        for line in lines:
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.socket.sendall(request)
        count, began = 0, time.monotonic()
        while (now := time.monotonic()) < began + seconds:
            for key, _ in selector.select(timeout=5):
                if key.data.take():
                    count += 1
                    key.data.received = b""
                    key.data.socket.sendall(request)
    for line in lines:
        line.socket.close()
    return count / (now - began)


def request(path: str, cookies: str = "") -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{settings.PORT}", f"Cookie: {cookies}"]
    return "\r\n".join([*lines, "", ""]).encode()


def _pages() -> dict[str, bytes]:
    client = Client()
    client.force_login(room.draft().applicant, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    code = room.issued(room.draft()).verification_code
    return {
        "empty": request(extra_page.PATH),
        "verification": request(reverse("radicados:verify", args=[code])),
        "form": request(reverse("requests_oec:request"), session),
        "home": request(reverse("home")),
    }


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Requests per second of each page, and the ratios to the empty one."""
    medians = rates_of(_pages(), is_quick=is_quick)
    ratios = {f"{name}_over_empty": rate / medians["empty"] for name, rate in medians.items()}
    return {f"{name}_per_second": rate for name, rate in medians.items()} | ratios


def rates_of(pages: dict[str, bytes], *, is_quick: bool) -> dict[str, float]:
    """Answers per second to each request, by its name."""
    rounds, seconds = (1, 1.5) if is_quick else (5, 2.0)
    rates: dict[str, list[float]] = {name: [] for name in pages}
    with room.running("web"), ProcessPoolExecutor(1, mp_context=get_context("fork")) as load:
        room.wait(_is_listening, pause=0.1)
        for message in pages.values():  # warms up
            load.submit(answers_per_second, message, settings.PORT, 0.5).result()
        for _ in range(rounds):
            for name, message in pages.items():
                rates[name].append(load.submit(answers_per_second, message, settings.PORT, seconds).result())
    return {name: median(values) for name, values in rates.items()}


def _is_listening() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", settings.PORT)) == 0
