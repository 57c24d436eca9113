"""It does nothing, for long."""

import time

from documents.inspectors.confined import Limits, answer


def inspect(data: bytes, limits: Limits) -> bytes:
    time.sleep(600)


if __name__ == "__main__":
    answer(inspect)
