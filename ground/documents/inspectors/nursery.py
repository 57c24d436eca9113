"""Where inspectors are born: a process that has loaded what they need forks one of itself for each file.

Loading it takes ten times longer than looking at a common file. It is asked through the socket that is its
standard input, one file at a time, and never reads one itself; it ends when nobody has asked for a while, or
when nobody can ask any more.
"""

import json
import os
import socket
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

from ground.documents.inspectors.confined import Limits, answer

IDLE_SECONDS = 60
REQUEST_BYTES = 4096
STREAMS = 3  # standard input, output and errors: the file, the verdict, what went wrong


def main(inspectors: list[str]) -> None:
    for inspector in inspectors:
        import_module(inspector)
    with socket.socket(fileno=0) as door:
        door.settimeout(IDLE_SECONDS)
        while True:
            try:
                request, streams, _, _ = socket.recv_fds(door, REQUEST_BYTES, STREAMS)
            except TimeoutError:
                return
            if not request:
                return
            child = os.fork()
            if child == 0:
                _be_inspector(json.loads(request), streams)
            for stream in streams:
                os.close(stream)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])  # negative if a signal ended it
            door.sendall(str(status).encode())


def _be_inspector(request: dict[str, Any], streams: list[int]) -> NoReturn:
    """With the door closed behind it: its streams take the door's place."""
    status = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        answer(import_module(request["inspector"]).inspect, Limits(**request["limits"]))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
