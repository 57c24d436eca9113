"""It never ends."""

from ground.documents.inspectors.confined import Limits


def inspect(data: bytes, limits: Limits) -> bytes:
    while True:
        pass
