"""It does nothing, for long."""

import time

from ground.documents.inspectors.confined import Limits


def inspect(data: bytes, limits: Limits) -> bytes:
    time.sleep(600)
