"""It never stops answering."""

import sys

from ground.documents.inspectors.confined import Limits


def inspect(data: bytes, limits: Limits) -> bytes:
    while True:
        sys.stdout.buffer.write(data * 1000)
