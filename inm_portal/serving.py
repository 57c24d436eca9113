"""How gunicorn's processes serve: waitress receives whole requests and sends answers, threads do nothing but work.

Gunicorn's own threads read from whoever asks: a dozen visitors who send half a request, and never the rest, take all of
them. Here one loop reads from everybody at once, and a thread is given a request that has arrived whole; what is
sent slowly costs a place in that loop, and for a limited time. What needs no database has threads of its own, so that
it is answered while every other one waits for something.
"""

import logging
import os
import socket
import time
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from gunicorn.workers.base import Worker as GunicornWorker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher
from waitress.utilities import Error

from ground.languages import language_of

logger = logging.getLogger(__name__)

QUICK, QUICK_THREADS = ("/static/", "/salud/"), 2
HEAD_SECONDS = 10
# A body may take as long as it would at this pace; whoever sends nothing at all for KEPT_SECONDS is gone.
BODY_SECONDS, BODY_BYTES_A_SECOND = 20, 8 * 1024
# Whoever is refused before all was read may be sending still, and reads the answer afterwards.
LINGER_SECONDS = 30
KEPT_SECONDS = 65  # longer than proxies keep a connection that they may use again
MOMENT_SECONDS = 0.1
MAX_BODY_MB = 128
LIMITS = {
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": MAX_BODY_MB * 1024**2,
    "inbuf_overflow": 4 * 1024**2,  # beyond it, to disk
    "connection_limit": 2000,
    "cleanup_interval": 1,
    "channel_timeout": KEPT_SECONDS,
    "asyncore_use_poll": True,
    "ident": None,
    "log_socket_errors": False,
    # As they came: how many of them are ours, Django is told (TRUSTED_PROXY_COUNT).
    "clear_untrusted_proxy_headers": False,
}


PAGES = {400, 413, 431, 503}  # the rest are told as their hundred


class NoRoomError(Error):
    code, reason = 503, "Service Unavailable"


class Refusal(ErrorTask):
    """What the server itself answers is a page of the portal's, too."""

    def execute(self) -> None:
        error = self.request.error
        template = f"{error.code}.html" if error.code in PAGES else f"{error.code // 100}00.html"
        with translation.override(language_of(getattr(self.request, "path", ""))):
            body = render_to_string(template, {"max_mb": MAX_BODY_MB, "sending": None}).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        self.set_close_on_finish()
        self.channel.is_refused = True
        self.content_length = len(body)
        self.write(body)


class VisitorChannel(HTTPChannel):
    """A connection, and since when the request that is arriving on it has been on its way."""

    error_task_class = Refusal
    request: Any = None
    begun = 0.0
    is_refused = False
    lingers_since = 0.0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun = time.monotonic()
        try:
            return super().received(data)
        except OSError as error:  # a full disk: whoever sends learns of it, and may send again
            logger.error("no room for a request: %s", error)
            with self.requests_lock:
                self.request.error, self.request.completed = NoRoomError(""), True
                self.requests.append(self.request)
                self.request = None
                self.server.add_task(self)
            return False

    # Closed while something waits to be read, a connection is reset, and the browser never sees the reason.
    def handle_write(self) -> None:
        if self.is_refused and self.close_when_flushed and not self.will_close:
            self._flush_exception(self._flush_some)
            if not (self.total_outbufs_len or self.lingers_since):
                self.socket.shutdown(socket.SHUT_WR)
                self.lingers_since = time.monotonic()
        if not self.lingers_since or self.will_close:
            super().handle_write()

    def readable(self) -> bool:  # what comes now, nobody looks at
        return bool(self.lingers_since) or super().readable()

    def writable(self) -> bool:
        return self.will_close if self.lingers_since else super().writable()

    @property
    def is_too_slow(self) -> bool:
        if self.lingers_since:
            return time.monotonic() - self.lingers_since > LINGER_SECONDS
        if self.request is None or self.requests:
            return False
        longest = HEAD_SECONDS
        if self.request.headers_finished:
            # Of a body in chunks, whose length nobody knows, what came until now is paid for.
            length = max(self.request.content_length, self.request.body_bytes_received)
            longest += BODY_SECONDS + length / BODY_BYTES_A_SECOND
        return time.monotonic() - self.begun > longest


class Server(TcpWSGIServer):
    """One listening socket; `quick` are the threads for what needs no database."""

    channel_class = VisitorChannel

    def __init__(self, *args: Any, quick: ThreadedTaskDispatcher, **options: Any):
        self.quick = quick
        super().__init__(*args, bind_socket=False, **options)

    def add_task(self, channel: VisitorChannel) -> None:
        request = channel.requests[0]
        is_quick = bool(request.error) or request.path.startswith(QUICK)
        (self.quick if is_quick else self.task_dispatcher).add_task(channel)

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.is_too_slow:
                channel.will_close = True

    @property
    def is_busy(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())


class Worker(GunicornWorker):
    """Gunicorn's part is to start, watch and stop the processes."""

    def run(self) -> None:
        lanes = [ThreadedTaskDispatcher(), ThreadedTaskDispatcher()]
        for lane, threads in zip(lanes, (self.cfg.threads, QUICK_THREADS), strict=True):
            lane.set_thread_count(threads)
        everything: dict[int, Any] = {}
        servers = [self._server(listener.sock, everything, *lanes) for listener in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self._turn(everything, 1)
        for server in servers:  # nobody new comes; who is here is answered
            server.accepting = False
            server.del_channel(everything)
            server.socket.close()
        deadline = time.monotonic() + self.cfg.graceful_timeout
        while any(server.is_busy for server in servers) and time.monotonic() < deadline:
            self._turn(everything, MOMENT_SECONDS)
        for lane in lanes:
            lane.shutdown(timeout=MOMENT_SECONDS)

    def _server(self, listener: Any, everything: dict, pages: ThreadedTaskDispatcher, quick: ThreadedTaskDispatcher):
        place = (listener.family, listener.type, listener.proto, listener.getsockname())
        limits = Adjustments(sockets=[listener], threads=self.cfg.threads, backlog=self.cfg.backlog, **LIMITS)
        return Server(self.wsgi, everything, _sock=listener, dispatcher=pages, quick=quick, adj=limits, sockinfo=place)

    def _turn(self, everything: dict, seconds: float) -> None:
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=everything, count=1)
