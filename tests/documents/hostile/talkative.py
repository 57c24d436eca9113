"""It never stops answering."""

import sys

from documents.inspectors.confined import Limits, answer


def inspect(data: bytes, limits: Limits) -> bytes:
    while True:
        sys.stdout.buffer.write(data * 1000)


if __name__ == "__main__":
    answer(inspect)
