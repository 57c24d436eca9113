"""Somebody in front of a server, who notes how long they wait."""

import http.client
import time
from dataclasses import dataclass

# The last that anybody waits is judged; whoever asks waits somewhat longer, to be able to tell.
VISITOR_SECONDS = 40


@dataclass(frozen=True)
class Answer:
    """What came back, and after how long."""

    status: int
    text: str
    headers: http.client.HTTPMessage
    seconds: float


def ask(port: int, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=VISITOR_SECONDS)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        return Answer(response.status, text, response.headers, time.monotonic() - begun)
    finally:
        connection.close()
