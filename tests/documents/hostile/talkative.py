"""It never stops answering."""

import sys

from documents.inspectors.confined import Limits


def inspect(data: bytes, limits: Limits) -> bytes:
    while True:
        sys.stdout.buffer.write(data * 1000)
